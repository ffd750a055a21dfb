"use client";
import { SimpleGrid, Stack } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { formatInstant } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import type { TeamRules } from "../view.ts";
import { AskTeam } from "./ask-team.tsx";
import { CreateTeam } from "./create-team.tsx";
import { JoinTeam } from "./join-team.tsx";
import { OwnTeam } from "./own-team.tsx";

/** The reader's team, or the ways into one. */
export function TeamPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.team.show.queryOptions({ course }));
  const { team, rules, asked } = data;
  const until = sayLock(rules, data.course.timeZone);
  if (team)
    return (
      <>
        <PageTitle lead={`A team has ${sayPeople(rules)}. Tries, entries and hand-ins belong to the team. ${until}`}>
          {team.name}
        </PageTitle>
        <OwnTeam
          course={course}
          team={team}
          rules={rules}
          asked={asked}
          kaggle={data.kaggle}
          zone={data.course.timeZone}
        />
      </>
    );
  return (
    <>
      <PageTitle lead={`A team has ${sayPeople(rules)}. Create one, or join one by code or by asking. ${until}`}>
        Team
      </PageTitle>
      {rules.locked ? (
        <Notice state="bad">
          You are in no team, and teams can no longer change. Write to the staff of the course.
        </Notice>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <CreateTeam course={course} />
          <Stack gap="lg">
            <JoinTeam course={course} />
            <AskTeam course={course} asked={asked} of="person" />
          </Stack>
        </SimpleGrid>
      )}
    </>
  );
}

function sayPeople({ min, max }: TeamRules): string {
  if (max === 1) return "one person";
  return min === max ? `${min} people` : `${min} to ${max} people`;
}

function sayLock({ locksAt, locked }: TeamRules, timeZone: string): string {
  return `Teams ${locked ? "were" : "are"} fixed ${formatInstant(locksAt, timeZone)}.`;
}
