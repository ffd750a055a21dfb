"use client";
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import type { EntryView } from "../view.ts";

/** Makes this entry the one that counts, or takes the choice back; either can be undone until the deadline. */
export function ChooseFinal({
  course,
  entry,
  final,
  closed,
}: {
  course: string;
  entry: EntryView;
  final: { chosen: boolean; allowed: number; ids: string[] };
  closed: boolean;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const choose = useMutation(
    trpc.entries.chooseFinal.mutationOptions({ onSuccess: () => queries.invalidateQueries() }),
  );
  const chosen = final.chosen && entry.final;
  const others = final.chosen ? final.ids.filter((id) => id !== entry.id) : [];
  const next = chosen ? others : [...others.slice(0, final.allowed - 1), entry.id];
  return (
    <Panel>
      <Group justify="space-between" gap="md">
        <Text maw="52ch">{explain({ chosen, byRule: entry.final && !final.chosen, closed })}</Text>
        {!closed && (
          <Button
            variant={chosen ? "default" : "filled"}
            loading={choose.isPending}
            onClick={() => choose.mutate({ course, entries: next })}
          >
            {chosen ? "Take the choice back" : "Choose as final entry"}
          </Button>
        )}
      </Group>
      {choose.data?.ok === false && <Notice state="bad">{choose.data.message}</Notice>}
      {choose.error && <Notice state="fault">{choose.error.message}</Notice>}
    </Panel>
  );
}

function explain({ chosen, byRule, closed }: { chosen: boolean; byRule: boolean; closed: boolean }): string {
  if (chosen) return "Your team chose this entry: it is judged by it.";
  if (byRule)
    return `Your team has chosen none, so this entry counts${closed ? "" : " so far"}: it has your best public score.`;
  return closed ? "Your team is judged by another entry." : "Your team is judged by another entry so far.";
}
