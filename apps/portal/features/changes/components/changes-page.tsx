"use client";
import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { type Shown, StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import { AdjustForm } from "./adjust-form.tsx";
import classes from "./changes.module.css";
import { Releases } from "./releases.tsx";
import { RulesForm } from "./rules-form.tsx";

/** The rules of grading, what was changed, and what the teams see. Every change is shown before it is applied. */
export function ChangesPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.changes.list.queryOptions({ course }));
  return (
    <>
      <PageTitle lead="Whatever can move a grade is shown first: whose total, by how much and why. Then it is applied as a whole, or not at all.">
        Rules and changes
      </PageTitle>
      <Stack gap="lg">
        <Releases course={course} parts={data.parts} releases={data.releases} zone={data.course.timeZone} />
        <Panel>
          <Title order={2} size="h5" mb="xs">
            Changes
          </Title>
          {data.proposals.length === 0 && <Text c="dimmed">Nothing was changed yet: the kit's rules hold.</Text>}
          <ul className={classes.list}>
            {data.proposals.map(({ id, title, by, createdAt, state, moves }) => (
              <li key={id} className={classes.line}>
                <div>
                  <Anchor component={Link} href={`/c/${course}/staff/changes/${id}`} fw={600}>
                    {title}
                  </Anchor>
                  <Text fz="sm" c="dimmed">
                    {`${by}, `}
                    <When at={createdAt} zone={data.course.timeZone} weekday={false} />
                    {`: ${countOf(moves.length, "total")} would move or moved`}
                  </Text>
                </div>
                <StateBadge state={proposalStates[state]}>{state}</StateBadge>
              </li>
            ))}
          </ul>
        </Panel>
        <RulesForm course={course} rules={data.rules} />
        <AdjustForm course={course} teams={data.teams} parts={data.parts} />
      </Stack>
    </>
  );
}

export const proposalStates: Record<"open" | "applied" | "discarded" | "undone", Shown> = {
  open: "waiting",
  applied: "good",
  discarded: "bad",
  undone: "bad",
};
