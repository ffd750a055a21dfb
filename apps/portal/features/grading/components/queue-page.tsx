"use client";
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { AppRouter } from "#server/root.ts";
import classes from "./queue.module.css";

/** The hand-ins to be graded, in an order of the reader's own that stays the same. */
export function QueuePage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.grading.queue.queryOptions({ course }));
  const hasTasks = data.lines.some(({ parts }) => parts.some(({ task }) => task !== null));
  const [shown, setShown] = useState(hasTasks ? "mine" : "all");
  const lines = data.lines.filter(({ parts }) => shown === "all" || parts.some(({ task }) => task !== null));
  const open = lines.filter(({ parts }) =>
    parts.some(({ state, task }) => state !== "done" && (shown === "all" || task)),
  );
  const titles = new Map(data.parts.map(({ id, title }) => [id, title]));
  const next = open[0] ?? lines[0];
  return (
    <>
      <PageTitle lead="In an order of your own that stays the same, so that no team is always first.">
        Grading
      </PageTitle>
      <Stack gap="md">
        {data.blind && <Notice state="waiting">Names are hidden: this course is graded blindly.</Notice>}
        <Group justify="space-between">
          <SegmentedControl
            aria-label="Which hand-ins"
            value={shown}
            onChange={setShown}
            data={[
              { value: "mine", label: "Mine" },
              { value: "all", label: "All" },
            ]}
          />
          {next && (
            <Button component={Link} href={`/c/${course}/staff/grading/${next.handInId}`}>
              {open.length > 0 ? "Grade the next one" : "Look at the first one"}
            </Button>
          )}
        </Group>
        <Text c="dimmed">
          {lines.length === 0
            ? empty(shown)
            : `${countOf(lines.length, "hand-in")}; ${open.length} not graded yet. Press j in the workspace for the next one.`}
        </Text>
        <ol className={classes.list}>
          {lines.map((line) => (
            <Line key={line.handInId} course={course} line={line} zone={data.course.timeZone} titles={titles} />
          ))}
        </ol>
      </Stack>
    </>
  );
}

function Line({
  course,
  line,
  zone,
  titles,
}: {
  course: string;
  line: inferRouterOutputs<AppRouter>["grading"]["queue"]["lines"][number];
  zone: string;
  titles: Map<string, string>;
}) {
  return (
    <li className={classes.line}>
      <div>
        <Anchor component={Link} href={`/c/${course}/staff/grading/${line.handInId}`} fw={600}>
          {line.title}
        </Anchor>
        <Text fz="sm" c="dimmed">
          {"Handed in "}
          <When at={line.submittedAt} zone={zone} weekday={false} />
        </Text>
      </div>
      <ul className={classes.parts}>
        {line.parts.map(({ part, state, task }) => (
          <li key={part}>
            <StateBadge state={badges[state]}>
              {`${titles.get(part) ?? part}: ${words[state]}${task && task !== "grade" ? `, ${task === "second" ? "second opinion" : "calibration"}` : ""}`}
            </StateBadge>
          </li>
        ))}
      </ul>
    </li>
  );
}

const badges = { open: "waiting", draft: "running", done: "good" } as const;
const words = { open: "to do", draft: "begun", done: "done" } as const;

function empty(shown: string): string {
  return shown === "mine"
    ? "No hand-in is assigned to you. The owner splits them on the page “Graders”; “All” shows the rest."
    : "No team has handed in yet. Hand-ins appear here as they come.";
}
