"use client";
import { Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { AnnouncementView } from "./announcement-view.tsx";
import { ManageAnnouncements } from "./manage-announcements.tsx";

/** Everything that the staff said to the course; for those who write, with the means to. */
export function AnnouncementsPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.announcements.list.queryOptions({ course }));
  if (data.writes) return <ManageAnnouncements course={course} />;
  return (
    <>
      <PageTitle lead="What the staff says to everybody in the course.">Announcements</PageTitle>
      <Panel>
        {data.announcements.length === 0 ? (
          <Text c="dimmed">
            Nothing yet. What the staff announces will be here; you hear of it by the channels that you chose.
          </Text>
        ) : (
          <Stack gap="xl">
            {data.announcements.map((announcement) => (
              <AnnouncementView key={announcement.id} announcement={announcement} zone={data.zone} />
            ))}
          </Stack>
        )}
      </Panel>
    </>
  );
}
