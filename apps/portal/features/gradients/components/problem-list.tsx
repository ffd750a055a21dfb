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
import { UndecidedAnswers } from "./undecided-answers.tsx";

/** The problems of section 1, and what the team has found so far. */
export function ProblemList({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.gradients.list.queryOptions({ course }));
  return (
    <>
      <PageTitle lead={leadOf(data.tries)}>Gradients</PageTitle>
      <Dates course={data.course} now={data.now} />
      {data.undecided > 0 && <UndecidedAnswers course={course} zone={data.course.timeZone} />}
      {data.problems.length === 0 && <Text mt="lg">This course asks for no gradients.</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="lg">
        {data.problems.map((problem) => (
          <ProblemCard key={problem.id} problem={problem} href={`/c/${course}/gradients/${problem.id}`} />
        ))}
      </SimpleGrid>
    </>
  );
}

function leadOf(tries: number | null): string {
  const often =
    tries === null
      ? "Answer as often as you like until the deadline"
      : `Your team has ${tries} ${tries === 1 ? "try" : "tries"} for each graded derivative until the deadline; practice is free`;
  return `Type each derivative as you would write it. You see how it is read before it is checked, and what cannot be read costs nothing. ${often}: what was correct once stays correct.`;
}

function ProblemCard({ problem, href }: { problem: ProblemLine; href: string }) {
  const { title, slots, correct, sealed, earned, points, practice } = problem;
  const done = correct === slots;
  return (
    <Panel>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text mt="xs" mb="xs" className="tabular">
        {[
          `${correct} of ${slots} correct`,
          points > 0 && `${earned} of ${points} points`,
          sealed > 0 && `${sealed} answered, told after the deadline`,
          practice > 0 && `${practice} for practice`,
        ]
          .filter(Boolean)
          .join(" · ")}
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
