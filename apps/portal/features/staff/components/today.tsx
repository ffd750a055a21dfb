"use client";
import { Anchor, Button, Group, Progress, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { CourseCard } from "#features/course/view.ts";
import type { PartProgress } from "../view.ts";

/** What the staff has to know today, and the one thing to do next. */
export function Today({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.staff.today.queryOptions({ course }));
  const base = `/c/${course}/staff`;
  const { jobs, undecided, regrades, progress } = data;
  return (
    <>
      <PageTitle lead={`${countOf(data.teams, "team")}, ${countOf(data.handIns, "hand-in")}.`}>Today</PageTitle>
      <Stack gap="lg">
        <Group>
          <Button component={Link} href={data.next ? `${base}/grading/${data.next}` : `${base}/grading`}>
            {data.next ? "Grade your next hand-in" : "Open the queue"}
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Panel>
            <Title order={2} size="h5" mb="xs">
              Grading
            </Title>
            <Stack gap="sm">
              {progress.map((part) => (
                <PartBar key={part.part} part={part} />
              ))}
              {progress.length === 0 && <Text c="dimmed">No part of this course is graded by a person.</Text>}
            </Stack>
          </Panel>
          <Panel>
            <Title order={2} size="h5" mb="xs">
              Waiting for a person
            </Title>
            <Stack gap="xs">
              <Waiting count={regrades} noun="regrade request" href={`${base}/regrades`} />
              <Waiting count={undecided} noun="undecided gradient answer" href={`/c/${course}/gradients`} />
            </Stack>
          </Panel>
          <Runs jobs={jobs} />
          <Dates course={data.course} />
        </SimpleGrid>
      </Stack>
    </>
  );
}

function Runs({ jobs }: { jobs: { waiting: number; running: number; failed: number; faulted: number } }) {
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Runs
      </Title>
      <Group gap="xs">
        <StateBadge state="waiting">{`${jobs.waiting} waiting`}</StateBadge>
        <StateBadge state="running">{`${jobs.running} running`}</StateBadge>
        <StateBadge state={jobs.failed > 0 ? "bad" : "good"}>{`${jobs.failed} rejected`}</StateBadge>
        <StateBadge state={jobs.faulted > 0 ? "fault" : "good"}>{`${jobs.faulted} failed on our side`}</StateBadge>
      </Group>
    </Panel>
  );
}

function Dates({ course: { opensAt, deadline, timeZone, state } }: { course: CourseCard }) {
  return (
    <Panel>
      <Title order={2} size="h5" mb="xs">
        Dates
      </Title>
      <Text>
        {"Opens "}
        <When at={opensAt} zone={timeZone} />
      </Text>
      <Text>
        {"Closes "}
        <When at={deadline} zone={timeZone} />
      </Text>
      <Text c="dimmed" fz="sm">{`The course is ${state}.`}</Text>
    </Panel>
  );
}

function PartBar({ part: { title, done, begun, all, mine, released } }: { part: PartProgress }) {
  const share = all === 0 ? 0 : (100 * done) / all;
  return (
    <div>
      <Group justify="space-between">
        <Text fw={600}>{title}</Text>
        <Text fz="sm" className="tabular">{`${done} of ${all}`}</Text>
      </Group>
      <Progress value={share} aria-label={`${title}: ${done} of ${all} graded`} />
      <Text fz="sm" c="dimmed">
        {`${begun} begun. Yours: ${mine.done} of ${mine.all}. ${released ? "Shown to the teams." : "Not shown to the teams yet."}`}
      </Text>
    </div>
  );
}

function Waiting({ count, noun, href }: { count: number; noun: string; href: string }) {
  if (count === 0) return <StateBadge state="good">{`No ${noun}`}</StateBadge>;
  return (
    <Anchor component={Link} href={href}>
      {countOf(count, noun)}
    </Anchor>
  );
}
