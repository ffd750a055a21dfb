"use client";
import { Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { AnnouncementForm, type Draft, emptyDraft } from "./announcement-form.tsx";
import { ManagedAnnouncement } from "./managed-announcement.tsx";

/** Writing, changing and withdrawing announcements. */
export function ManageAnnouncements({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.announcements.manage.queryOptions({ course }));
  return (
    <>
      <PageTitle lead="Everybody in the course reads them on the overview, and hears of them by notice and mail.">
        Announcements
      </PageTitle>
      <Stack gap="lg">
        <Panel>
          <Title order={2} size="h4" mb="sm">
            Write an announcement
          </Title>
          <NewAnnouncement course={course} />
        </Panel>
        {data?.announcements.length === 0 && <Text c="dimmed">Nothing is announced yet.</Text>}
        {data?.announcements.map((announcement) => (
          <ManagedAnnouncement key={announcement.id} course={course} announcement={announcement} zone={data.zone} />
        ))}
      </Stack>
    </>
  );
}

function NewAnnouncement({ course }: { course: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const publish = useMutation(
    trpc.announcements.publish.mutationOptions({
      onSuccess: () => {
        setDraft(emptyDraft);
        return queries.invalidateQueries(trpc.announcements.pathFilter());
      },
    }),
  );
  return (
    <>
      <AnnouncementForm
        course={course}
        draft={draft}
        change={setDraft}
        act="Publish"
        busy={publish.isPending}
        send={() => publish.mutate({ course, words: draft })}
      />
      {publish.isSuccess && draft === emptyDraft && <Notice state="good">Published. The students are told.</Notice>}
      {publish.error && <Notice state="fault">{publish.error.message}</Notice>}
    </>
  );
}
