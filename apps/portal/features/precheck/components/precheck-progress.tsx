"use client";
import { Button, Code, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Elapsed } from "#components/elapsed.tsx";
import { Notice } from "#components/notice.tsx";
import type { PrecheckView } from "../view.ts";

/** A pre-check that waits or runs: its place, the time since it began, the last line printed, and Cancel. */
export function PrecheckProgress({
  course,
  precheck,
  serverNow,
}: {
  course: string;
  precheck: PrecheckView;
  serverNow: Date;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.precheck.pathKey() });
  const cancel = useMutation(trpc.precheck.cancel.mutationOptions({ onSuccess }));
  const { check } = precheck;
  const state = precheck.state === "waiting" ? "waiting" : "running";
  return (
    <Notice state={state} title={state === "waiting" ? "The pre-check waits." : "The pre-check runs."}>
      <Text>{place(precheck)}</Text>
      {check?.reason && <Text>{check.reason}</Text>}
      {check?.startedAt && (
        <Text className="tabular">
          <Elapsed key={serverNow.getTime()} since={check.startedAt} serverNow={serverNow} />
          {check.step && `, ${steps[check.step] ?? check.step}`}
        </Text>
      )}
      {check?.line && (
        <Code block mt={4}>
          {check.line}
        </Code>
      )}
      <Group mt="sm">
        <Button
          size="sm"
          variant="light"
          loading={cancel.isPending}
          disabled={check?.cancelAsked ?? false}
          onClick={() => cancel.mutate({ course })}
        >
          Cancel the pre-check
        </Button>
      </Group>
    </Notice>
  );
}

const steps: Readonly<Record<string, string>> = { fetch: "fetching the link", plain: "running the script" };

function place({ check }: PrecheckView): string {
  if (check?.cancelAsked) return "It is being stopped.";
  if (!check?.queue) return "This page follows it; you may leave.";
  return `Place ${check.queue.place} of ${check.queue.waiting} in the queue. This page follows it; you may leave.`;
}
