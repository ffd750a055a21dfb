"use client";
import { Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "#client/trpc.ts";
import { Panel } from "#components/panel.tsx";
import type { PartFeedback } from "../view.ts";
import { Comments } from "./comments.tsx";
import { Regrade } from "./regrade.tsx";
import { RubricTable } from "./rubric-table.tsx";

/** What people looked for and found, part by part. */
export function Feedback({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.feedback.show.queryOptions({ course }));
  return data.parts.map((part) => (
    <PartPanel key={part.part} course={course} part={part} zone={data.course.timeZone} now={data.now} />
  ));
}

function PartPanel({ course, part, zone, now }: { course: string; part: PartFeedback; zone: string; now: Date }) {
  const { title, mark, comments } = part;
  return (
    <Panel>
      <Title order={2} size="h4" mb={4}>
        {title}
      </Title>
      <Text c="dimmed" mb="sm">
        {mark
          ? `${mark.points.toFixed(2)} of ${mark.cap} points from a grader${mark.extra > 0 ? `, and ${mark.extra.toFixed(2)} on top` : ""}.`
          : "What a grader looks for. Points and comments appear here when the staff releases them."}
      </Text>
      <Stack gap="md">
        <RubricTable part={part} />
        {mark && mark.comment !== "" && <Text style={{ whiteSpace: "pre-wrap" }}>{mark.comment}</Text>}
        {comments.length > 0 && <Comments comments={comments} />}
        <Regrade course={course} part={part} zone={zone} now={now} />
      </Stack>
    </Panel>
  );
}
