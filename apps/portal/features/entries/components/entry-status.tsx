"use client";
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { StateBadge, shownState } from "#components/state-badge.tsx";
import { type EntryView, entryWord, isMoving } from "../view.ts";
import { Elapsed } from "./elapsed.tsx";
import { QueuePlace } from "./queue-place.tsx";

/** Where the entry stands; while it moves with its place and the time since it was uploaded. */
export function EntryStatus({ course, entry, now }: { course: string; entry: EntryView; now: Date }) {
  const reason = entry.job?.reason;
  return (
    <>
      <Group gap="sm" role="status">
        <StateBadge state={shownState(entry.state)}>{entryWord(entry.state)}</StateBadge>
        {entry.final && <StateBadge state="good">Final entry</StateBadge>}
        <QueuePlace job={entry.job} />
        {isMoving(entry) && (
          <Text c="dimmed" fz="sm" className="tabular">
            <Elapsed since={entry.uploadedAt} serverNow={now} />; usually a few seconds
          </Text>
        )}
        {isMoving(entry) && !entry.job?.cancelAsked && <CancelEntry course={course} entry={entry.id} />}
      </Group>
      {isMoving(entry) && (
        <Text c="dimmed" fz="sm">
          {entry.job?.cancelAsked
            ? "It is being stopped. If its score comes first, the score stays and the try counts."
            : "Cancelled before it is scored, an entry gives its try back."}
        </Text>
      )}
      {reason && entry.problems.length === 0 && <Notice state={shownState(entry.state)}>{reason}</Notice>}
      {hasEndedWithout(entry) && <Text>{returned(entry)}</Text>}
    </>
  );
}

function hasEndedWithout({ state }: EntryView): boolean {
  return state === "cancelled" || state === "failed" || state === "faulted";
}

function returned({ state, tryReturned }: EntryView): string {
  const what = state === "cancelled" ? "Cancelled before it was scored" : "It brought no score";
  return tryReturned ? `${what}: its try was given back.` : `${what}. Its try is not given back yet; ask the staff.`;
}

function CancelEntry({ course, entry }: { course: string; entry: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cancel = useMutation(trpc.entries.cancel.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={cancel.isPending}
      onClick={() => cancel.mutate({ course, entry })}
    >
      Cancel and get the try back
    </Button>
  );
}
