"use client";
import { Anchor, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Notice } from "#components/notice.tsx";
import { PageTitle } from "#components/page-title.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import { ChangeMark } from "./change-mark.tsx";

/** What teams asked to be looked at again; answered by somebody else than the one who graded. */
export function RegradesPage({ course }: { course: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.regrades.list.queryOptions({ course }));
  return (
    <>
      <PageTitle lead="Answered by another person than the one who graded. The team reads the answer, not who gave it.">
        Regrades
      </PageTitle>
      <Stack gap="md">
        {data.requests.length === 0 && (
          <Text c="dimmed">
            No team has asked for another look. Teams can ask once a part is released with an end of the time to ask.
          </Text>
        )}
        {data.requests.map((request) => (
          <Panel key={request.id}>
            <Group justify="space-between" align="flex-start">
              <div>
                <Title order={2} size="h5">
                  {`${request.title}: ${request.partTitle}`}
                </Title>
                <Text fz="sm" c="dimmed">
                  {"Asked "}
                  <When at={request.askedAt} zone={data.course.timeZone} />
                </Text>
              </div>
              <StateBadge state={request.state === "open" ? "waiting" : "good"}>{request.state}</StateBadge>
            </Group>
            <Text my="sm" style={{ whiteSpace: "pre-wrap" }}>
              {request.text}
            </Text>
            <Anchor component={Link} href={`/c/${course}/staff/grading/${request.handIn}`}>
              Open the hand-in
            </Anchor>
            {request.state === "open" ? (
              <Answer course={course} id={request.id} part={request.part} handIn={request.handIn} />
            ) : (
              <Text mt="sm" fz="sm">
                {request.state === "withdrawn"
                  ? "Taken back by the team."
                  : `${request.answeredBy}: ${request.answer} (${points(request.pointsBefore)} → ${points(request.pointsAfter)})`}
              </Text>
            )}
          </Panel>
        ))}
      </Stack>
    </>
  );
}

function Answer({ course, id, part, handIn }: { course: string; id: string; part: string; handIn: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [changing, setChanging] = useState(false);
  const answer = useMutation(trpc.regrades.answer.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const refused = answer.data?.ok === false ? answer.data.message : null;
  return (
    <Stack gap="xs" mt="sm">
      <Textarea
        label="Answer to the team"
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {changing ? (
        <ChangeMark
          course={course}
          handIn={handIn}
          part={part}
          isReady={text.trim() !== ""}
          onChange={(change) => answer.mutate({ course, regrade: id, answer: text, change })}
        />
      ) : (
        <Group gap="xs">
          <Button
            disabled={text.trim() === ""}
            loading={answer.isPending}
            onClick={() => answer.mutate({ course, regrade: id, answer: text, change: null })}
          >
            Answer; the points stay
          </Button>
          <Button variant="default" onClick={() => setChanging(true)}>
            Change the points
          </Button>
        </Group>
      )}
      {refused && <Notice state="bad">{refused}</Notice>}
      {answer.error && <Notice state="fault">{answer.error.message}</Notice>}
    </Stack>
  );
}

function points(value: number | null): string {
  return value === null ? "?" : (value / 100).toFixed(2);
}
