"use client";
import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import type { SlotView } from "../view.ts";
import { Statement } from "./html.tsx";
import { SlotForm } from "./slot-form.tsx";
import { useEcho } from "./use-echo.ts";

/** One problem: its statement, and a field for every derivative that it asks for. */
export function ProblemPage({ course, problem: id }: { course: string; problem: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.gradients.show.queryOptions({ course, problem: id }));
  const { problem, team, refusal } = data;
  const echo = useEcho(problem.source);
  return (
    <>
      <Anchor component={Link} underline="always" href={`/c/${course}/gradients`} size="sm">
        All problems
      </Anchor>
      <PageTitle>{problem.title}</PageTitle>
      <Stack gap="lg">
        <Panel>
          <Statement>{problem.statement}</Statement>
        </Panel>
        {team === null && <NoTeam course={course} />}
        {refusal && (
          <Notice state="waiting" title={closedTitle(problem.slots)}>
            {refusal.message}
          </Notice>
        )}
        {problem.slots.map((slot) => (
          <SlotForm
            key={slot.id}
            course={course}
            problem={problem.id}
            slot={slot}
            zone={data.course.timeZone}
            echo={echo}
            disabled={team === null || (refusal !== null && isSealed(slot))}
          />
        ))}
        {problem.next && (
          <Button
            component={Link}
            href={`/c/${course}/gradients/${problem.next.id}`}
            variant="light"
            h="auto"
            py="xs"
            style={{ alignSelf: "start", maxWidth: "100%" }}
            styles={{ label: { whiteSpace: "normal" } }}
          >
            {`Next: ${problem.next.title}`}
          </Button>
        )}
      </Stack>
    </>
  );
}

/** Graded answers are explained after the deadline, and taken no more. */
function isSealed({ rule }: SlotView): boolean {
  return rule.explanation === "after-deadline";
}

function closedTitle(slots: readonly SlotView[]): string {
  if (slots.every(isSealed)) return "Answers are not taken now.";
  return slots.some(isSealed)
    ? "Graded answers are not taken now; practice is checked, but not kept."
    : "Answers are checked, but not kept.";
}

function NoTeam({ course }: { course: string }) {
  return (
    <Notice state="waiting" title="You are in no team yet.">
      <Text>
        Answers belong to a team.{" "}
        <Anchor component={Link} underline="always" href={`/c/${course}/team`}>
          Create or join one
        </Anchor>
        , then answer here.
      </Text>
    </Notice>
  );
}
