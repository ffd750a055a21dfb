"use client";
import type { WorkState } from "@gradmark/contract";
import { Button, Group, Progress, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Elapsed } from "#components/elapsed.tsx";
import { Notice } from "#components/notice.tsx";
import type { CheckView } from "#features/hand-in/view.ts";

interface CheckStatusProps {
  course: string;
  state: WorkState;
  check: CheckView | null;
  serverNow: Date;
  replaced: boolean;
}

/** A check that is not over, or ended without a verdict: its place, how far it is, and what can be done. */
export function CheckStatus({ course, state, check, serverNow, replaced }: CheckStatusProps) {
  if (state === "waiting" || state === "running")
    return (
      <Notice state={state} title={state === "waiting" ? "Your script waits to be run." : "Your script is being run."}>
        <Text>{place(check)}</Text>
        {check?.reason && <Text>{check.reason}</Text>}
        {check?.startedAt && (
          <Text className="tabular">
            <Elapsed key={serverNow.getTime()} since={check.startedAt} serverNow={serverNow} />
            {check.step && `, ${check.step}`}
          </Text>
        )}
        <Bar check={check} />
        {!replaced && <Action course={course} kind="cancel" asked={check?.cancelAsked ?? false} />}
      </Notice>
    );
  if (state === "faulted")
    return (
      <Notice state="fault" title="Our fault.">
        <Text>{check?.reason ?? "The check failed on our side. Your hand-in is safe and counts."}</Text>
        {!replaced && <Action course={course} kind="again" asked={false} />}
      </Notice>
    );
  if (state === "cancelled" && !replaced)
    return (
      <Notice state="waiting" title="The check was cancelled.">
        <Text>Your hand-in is safe and counts. Its script was not run.</Text>
        <Action course={course} kind="again" asked={false} />
      </Notice>
    );
  return null;
}

function place(check: CheckView | null): string {
  if (check?.cancelAsked) return "It is being stopped.";
  if (!check?.queue) return "It runs in the sandbox on the test data; this page follows it.";
  const { place: mine, waiting } = check.queue;
  return `Place ${mine} of ${waiting} in the queue. This page follows it; you may leave.`;
}

function Bar({ check }: { check: CheckView | null }) {
  if (check?.done == null || !check.total) return null;
  return <Progress value={(100 * check.done) / check.total} mt={4} aria-label="Progress of the check" />;
}

function Action({ course, kind, asked }: { course: string; kind: "cancel" | "again"; asked: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: trpc.result.pathKey() });
  const cancel = useMutation(trpc.handIn.cancelCheck.mutationOptions({ onSuccess }));
  const again = useMutation(trpc.handIn.checkAgain.mutationOptions({ onSuccess }));
  const mutation = kind === "cancel" ? cancel : again;
  return (
    <Group mt="sm">
      <Button
        size="sm"
        variant="light"
        loading={mutation.isPending}
        disabled={asked}
        onClick={() => mutation.mutate({ course })}
      >
        {kind === "cancel" ? "Cancel the check" : "Check it now"}
      </Button>
      {mutation.error && <Text size="sm">{mutation.error.message}</Text>}
    </Group>
  );
}
