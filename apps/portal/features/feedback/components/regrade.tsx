"use client";
import { Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { Countdown } from "#components/countdown.tsx";
import { Notice } from "#components/notice.tsx";
import { When } from "#components/when.tsx";
import type { PartFeedback, RequestView } from "../view.ts";

interface RegradeProps {
  course: string;
  part: PartFeedback;
  zone: string;
  now: Date;
}

/** Requests for another look at a part, their answers, and a form for a new one while the window is open. */
export function Regrade({ course, part, zone, now }: RegradeProps) {
  const { requests, regradeUntil } = part;
  const isOpen = requests.some(({ state }) => state === "open");
  if (requests.length === 0 && regradeUntil === null) return null;
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        Another look
      </Title>
      {requests.map((request) => (
        <Request key={request.id} course={course} request={request} zone={zone} />
      ))}
      {regradeUntil !== null && !isOpen && (
        <Ask course={course} part={part} until={regradeUntil} zone={zone} now={now} />
      )}
    </Stack>
  );
}

function useRefresh() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.feedback.pathKey() });
}

function Request({ course, request, zone }: { course: string; request: RequestView; zone: string }) {
  const trpc = useTRPC();
  const withdraw = useMutation(trpc.feedback.withdrawRegrade.mutationOptions({ onSuccess: useRefresh() }));
  const { state, text, answer, askedAt, answeredAt, points } = request;
  const title = { open: "Asked for", answered: "Answered", withdrawn: "Withdrawn" }[state];
  return (
    <Notice state={state === "answered" ? "good" : "waiting"} title={title}>
      <Text size="sm">
        <When at={answeredAt ?? askedAt} zone={zone} />
      </Text>
      <Text style={{ whiteSpace: "pre-wrap" }}>{text}</Text>
      {state === "answered" && (
        <Text mt="xs" style={{ whiteSpace: "pre-wrap" }}>
          {answer}
          {points &&
            (points.before === points.after
              ? ` The points stay ${points.after.toFixed(2)}.`
              : ` ${points.before.toFixed(2)} points became ${points.after.toFixed(2)}.`)}
        </Text>
      )}
      {state === "open" && (
        <Group mt="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ course, request: request.id })}
          >
            Take the request back
          </Button>
        </Group>
      )}
    </Notice>
  );
}

function Ask({ course, part, until, zone, now }: RegradeProps & { until: Date }) {
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const ask = useMutation(trpc.feedback.askRegrade.mutationOptions({ onSuccess: useRefresh() }));
  const refused = ask.data?.ok === false ? ask.data.message : ask.error?.message;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ course, part: part.part, text });
      }}
    >
      <Stack gap="xs" align="start">
        <Textarea
          label={`Ask for another look at “${part.title}”`}
          description="Say which item and why. Somebody else than the first grader answers; the points may go up, down or stay."
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={5000}
          w="100%"
        />
        <Group gap="md">
          <Button type="submit" variant="light" disabled={text.trim() === ""} loading={ask.isPending}>
            Ask
          </Button>
          <Text size="sm" c="dimmed">
            Possible until <When at={until} zone={zone} /> (
            <Countdown until={until} serverNow={now} past="it is over" />)
          </Text>
        </Group>
        {refused && <Notice state="bad">{refused}</Notice>}
      </Stack>
    </form>
  );
}
