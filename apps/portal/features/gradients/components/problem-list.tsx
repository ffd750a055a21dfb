"use client";
import { Button, Progress, SimpleGrid, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Dates } from "#features/course/components/dates.tsx";
import type { ProblemLine } from "../view.ts";

/** The problems of section 1, and what the team has found so far. */
export function ProblemList({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.gradients.list.queryOptions({ course }));
  return (
    <>
      <PageTitle lead="Type each derivative as you would write it. The machine tells at once whether it is right, and if not, where. Answer as often as you like until the deadline: what was correct once stays correct.">
        Gradients
      </PageTitle>
      <Dates course={data.course} now={data.now} />
      {data.problems.length === 0 && <Text mt="lg">This course asks for no gradients.</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="lg">
        {data.problems.map((problem) => (
          <ProblemCard key={problem.id} problem={problem} href={`/c/${course}/gradients/${problem.id}`} />
        ))}
      </SimpleGrid>
    </>
  );
}

function ProblemCard({ problem, href }: { problem: ProblemLine; href: string }) {
  const { title, slots, correct, earned, points } = problem;
  const done = correct === slots;
  return (
    <Panel>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text mt="xs" mb="xs" className="tabular">
        {`${correct} of ${slots} correct · ${earned} of ${points} points`}
      </Text>
      <Progress value={(100 * correct) / slots} aria-label={`${title}: ${correct} of ${slots} correct`} />
      <div style={{ display: "flex", gap: "0.75rem", alignItems: "center", marginTop: "1rem" }}>
        <Button component={Link} href={href} variant={done ? "light" : "filled"}>
          {done ? "Look again" : correct > 0 ? "Go on" : "Begin"}
        </Button>
        {done && <StateBadge state="good">Complete</StateBadge>}
      </div>
    </Panel>
  );
}
