"use client";
import { Anchor, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "#client/trpc.ts";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { TryLine } from "../view.ts";
import classes from "./tries-ledger.module.css";

/** Where the team's tries went: used by whom, given back and why. */
export function TriesLedger({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.entries.tries.queryOptions({ course }));
  if (!data || data.lines.length === 0) return null;
  const { tries, lines } = data;
  const zone = data.course.timeZone;
  return (
    <Panel mt="lg">
      <Title order={2} size="h4" mb={4}>
        Tries
      </Title>
      <Text mb="sm">
        {`${tries.used} of ${tries.allowed} used today, ${tries.left} left. The next day begins `}
        <When at={tries.nextAt} zone={zone} />. A try that brought no score, or failed on our side, is given back at
        once and counts on the day on which it came back.
      </Text>
      <ul className={classes.list}>
        {lines.map((line) => (
          <Line key={line.id} course={course} line={line} zone={zone} />
        ))}
      </ul>
    </Panel>
  );
}

function Line({ course, line, zone }: { course: string; line: TryLine; zone: string }) {
  const { kind, why, by, at, entryId } = line;
  return (
    <li className={classes.line}>
      <StateBadge state={kind === "used" ? "waiting" : "good"}>{kind === "used" ? "Used" : "Given back"}</StateBadge>
      <span>
        {why}
        {by && ` By ${by}.`}{" "}
        {entryId && (
          <Anchor component={Link} underline="always" href={`/c/${course}/entries/${entryId}`}>
            Entry
          </Anchor>
        )}
      </span>
      <Text c="dimmed" fz="sm">
        <When at={at} zone={zone} />
      </Text>
    </li>
  );
}
