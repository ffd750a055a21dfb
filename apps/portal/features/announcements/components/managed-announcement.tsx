"use client";
import { Button, Checkbox, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import type { ManagedAnnouncement as Managed } from "../view.ts";
import { AnnouncementForm, type Draft } from "./announcement-form.tsx";
import { AnnouncementHistory } from "./announcement-history.tsx";
import { AnnouncementView } from "./announcement-view.tsx";

/** One announcement of the staff's own list: changed, withdrawn, published again; each version is kept. */
export function ManagedAnnouncement({
  course,
  announcement,
  zone,
}: {
  course: string;
  announcement: Managed;
  zone: string;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { id, version, withdrawn, title } = announcement;
  const withdraw = useMutation(
    trpc.announcements.withdraw.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.announcements.pathFilter()),
    }),
  );
  return (
    <Panel>
      {withdrawn && (
        <Notice state="waiting">Withdrawn: only the staff sees this. Changing it publishes it again.</Notice>
      )}
      {editing ? (
        <ChangeForm course={course} announcement={announcement} close={() => setEditing(false)} />
      ) : (
        <>
          <AnnouncementView announcement={announcement} zone={zone} />
          <Group gap="xs" mt="sm">
            <Button
              variant="default"
              size="compact-md"
              onClick={() => setEditing(true)}
              aria-label={`Change “${title}”`}
            >
              Change
            </Button>
            {!withdrawn && (
              <Button
                variant="default"
                size="compact-md"
                loading={withdraw.isPending}
                onClick={() => withdraw.mutate({ course, announcement: id, version })}
                aria-label={`Withdraw “${title}”`}
              >
                Withdraw
              </Button>
            )}
          </Group>
        </>
      )}
      {withdraw.data?.ok === false && <Notice state="bad">{withdraw.data.message}</Notice>}
      {withdraw.error && <Notice state="fault">{withdraw.error.message}</Notice>}
      <AnnouncementHistory versions={announcement.versions} zone={zone} />
    </Panel>
  );
}

function ChangeForm({ course, announcement, close }: { course: string; announcement: Managed; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id, version, title, body, pinned } = announcement;
  const [draft, setDraft] = useState<Draft>({ title, body, pinned });
  const [tellAgain, setTellAgain] = useState(announcement.withdrawn);
  const save = useMutation(
    trpc.announcements.change.mutationOptions({
      onSuccess: async (done) => {
        if (!done.ok) return;
        await queries.invalidateQueries(trpc.announcements.pathFilter());
        close();
      },
    }),
  );
  return (
    <>
      <AnnouncementForm
        course={course}
        draft={draft}
        change={setDraft}
        act="Save the change"
        busy={save.isPending}
        send={() => save.mutate({ course, announcement: id, version, words: draft, tellAgain })}
      >
        <Checkbox
          label="Tell the students again"
          checked={tellAgain}
          onChange={({ currentTarget }) => setTellAgain(currentTarget.checked)}
        />
      </AnnouncementForm>
      <Button variant="subtle" size="compact-md" mt="xs" onClick={close}>
        Leave it as it is
      </Button>
      {save.data?.ok === false && <Notice state="bad">{save.data.message}</Notice>}
      {save.error && <Notice state="fault">{save.error.message}</Notice>}
    </>
  );
}
