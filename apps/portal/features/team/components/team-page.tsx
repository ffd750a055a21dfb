"use client";
import { SimpleGrid } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { PageTitle } from "#components/page-title.tsx";
import { CreateTeam } from "./create-team.tsx";
import { JoinTeam } from "./join-team.tsx";
import { OwnTeam } from "./own-team.tsx";

/** The reader's team, or the two ways into one. */
export function TeamPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.team.show.queryOptions({ course }));
  const { min, max } = data.sizes;
  const people = max === 1 ? "one person" : min === max ? `${min} people` : `${min} to ${max} people`;
  if (data.team)
    return (
      <>
        <PageTitle lead={`A team has ${people}. Tries, entries and hand-ins belong to the team.`}>
          {data.team.name}
        </PageTitle>
        <OwnTeam course={course} team={data.team} sizes={data.sizes} />
      </>
    );
  return (
    <>
      <PageTitle lead={`A team has ${people}. Create one, or join with the code that a member gives you.`}>
        Team
      </PageTitle>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <CreateTeam course={course} />
        <JoinTeam course={course} />
      </SimpleGrid>
    </>
  );
}
