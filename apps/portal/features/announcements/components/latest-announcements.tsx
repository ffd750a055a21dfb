"use client";
import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Panel } from "#components/panel.tsx";
import { AnnouncementView } from "./announcement-view.tsx";

/** What the staff said last, for the overview: the pinned ones, and the newest. */
export function LatestAnnouncements({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.announcements.list.queryOptions({ course }));
  const { announcements, zone, writes } = data;
  const shown = announcements.slice(0, Math.max(mostShown, announcements.filter(({ pinned }) => pinned).length));
  const all = `/c/${course}/announcements`;
  return (
    <Panel>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Announcements
        </Title>
        {writes && (
          <Button component={Link} href={all} variant="default" size="compact-md">
            Write one
          </Button>
        )}
      </Group>
      {shown.length === 0 ? (
        <Text c="dimmed">
          The staff has announced nothing yet. What it says to everybody will be here, and in your notices.
        </Text>
      ) : (
        <Stack gap="lg">
          {shown.map((announcement) => (
            <AnnouncementView key={announcement.id} announcement={announcement} zone={zone} level={3} />
          ))}
        </Stack>
      )}
      {announcements.length > shown.length && (
        <Anchor component={Link} href={all} mt="md" display="inline-block">
          All {announcements.length} announcements
        </Anchor>
      )}
    </Panel>
  );
}

const mostShown = 3;
