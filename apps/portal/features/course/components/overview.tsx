"use client";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { LatestAnnouncements } from "#features/announcements/components/latest-announcements.tsx";
import { Checklist } from "./checklist.tsx";
import { Timeline } from "./timeline.tsx";

/** Dates, the team's check-list and the next step. */
export function Overview({ course: slug }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.course.show.queryOptions({ course: slug }));
  const next = data.course.state === "open" ? data.steps.find((step) => !step.done) : undefined;
  return (
    <>
      <PageTitle>{data.course.title}</PageTitle>
      <Stack gap="lg">
        {next && (
          <Panel>
            <Group justify="space-between" gap="md">
              <div>
                <Text c="dimmed" fz="sm">
                  Next step
                </Text>
                <Text fw={650} fz="lg">
                  {next.title}
                </Text>
                <Text>{next.detail}</Text>
              </div>
              <Button component={Link} href={next.href} size="md">
                {next.title}
              </Button>
            </Group>
          </Panel>
        )}
        <LatestAnnouncements course={slug} />
        <Panel>
          <Title order={2} size="h4" mb="sm">
            Dates
          </Title>
          <Timeline course={data.course} now={data.now} triesPerDay={data.triesPerDay} />
        </Panel>
        <Panel>
          <Title order={2} size="h4" mb="sm">
            Check-list of your team
          </Title>
          <Checklist steps={data.steps} />
        </Panel>
        <Panel>
          <Title order={2} size="h4" mb="sm">
            What counts
          </Title>
          <Stack gap={6}>
            {data.parts.map((part) => (
              <Group key={part.id} justify="space-between" wrap="nowrap" gap="md">
                <Text>{part.title}</Text>
                <Text className="tabular">{part.weight} %</Text>
              </Group>
            ))}
          </Stack>
        </Panel>
      </Stack>
    </>
  );
}
