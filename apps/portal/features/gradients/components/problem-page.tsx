"use client";
import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
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
          <Notice state="waiting" title="Answers are checked, but not kept.">
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
            disabled={team === null}
          />
        ))}
        {problem.next && (
          <Button
            component={Link}
            href={`/c/${course}/gradients/${problem.next.id}`}
            variant="light"
            style={{ alignSelf: "start" }}
          >
            {`Next: ${problem.next.title}`}
          </Button>
        )}
      </Stack>
    </>
  );
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
