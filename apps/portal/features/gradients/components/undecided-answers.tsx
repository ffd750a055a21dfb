"use client";
import { Button, Group, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { When } from "#components/when.tsx";
import type { UndecidedView } from "../view.ts";
import { Formula } from "./html.tsx";
import classes from "./slot-form.module.css";

/** For staff: answers that the checker could not decide, each with its two buttons. */
export function UndecidedAnswers({ course, zone }: { course: string; zone: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.gradients.undecided.queryOptions({ course }));
  if (!data || data.answers.length === 0) return null;
  return (
    <Panel mt="lg">
      <Title order={2} size="h4">
        {`${countOf(data.answers.length, "answer")} for you to decide`}
      </Title>
      <Text mt="xs">The checker could not tell within rounding whether these are right. They have used no try.</Text>
      <ul className={classes.history}>
        {data.answers.map((answer) => (
          <Undecided key={answer.id} course={course} answer={answer} zone={zone} />
        ))}
      </ul>
    </Panel>
  );
}

function Undecided({ course, answer, zone }: { course: string; answer: UndecidedView; zone: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [why, setWhy] = useState("");
  const decide = useMutation(
    trpc.gradients.decide.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.gradients.pathKey() }),
    }),
  );
  const send = (verdict: "correct" | "incorrect") => decide.mutate({ course, answer: answer.id, verdict, why });
  const { team, problem, slot, text, read, at } = answer;
  return (
    <li>
      <Text size="sm">
        {`${team}, ${problem}/${slot}, `}
        <When at={at} zone={zone} weekday={false} />
      </Text>
      {read === null ? null : <Formula>{read}</Formula>}
      <div className={classes.answer}>{text}</div>
      <Text size="sm" mt="xs">
        {answer.why}
      </Text>
      <TextInput mt="xs" label="Why" value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
      <Group mt="xs" gap="xs">
        <Button disabled={why.trim() === ""} onClick={() => send("correct")}>
          Correct
        </Button>
        <Button variant="light" disabled={why.trim() === ""} onClick={() => send("incorrect")}>
          Incorrect
        </Button>
      </Group>
      {decide.data && !decide.data.ok && <Notice state="bad">{decide.data.message}</Notice>}
    </li>
  );
}
