"use client";
import { Button, Group, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import type { SlotView } from "../view.ts";
import { AnswerField } from "./answer-field.tsx";
import { AnswerHistory } from "./answer-history.tsx";
import { EchoLine } from "./echo-line.tsx";
import { Html } from "./html.tsx";
import classes from "./slot-form.module.css";
import type { ReadAnswer } from "./use-echo.ts";

/** Fetched while the first answer is on its way. */
const VerdictNotice = lazy(async () => ({ default: (await import("./verdict-notice.tsx")).VerdictNotice }));

interface SlotFormProps {
  course: string;
  problem: string;
  slot: SlotView;
  zone: string;
  echo: ReadAnswer;
  disabled: boolean;
}

/** One derivative: what is asked, the answer as typed and as read, the verdict, and what was tried before. */
export function SlotForm({ course, problem, slot, zone, echo, disabled }: SlotFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [answer, setAnswer] = useState("");
  const [typed] = useDebouncedValue(answer, 120);
  const check = useMutation(
    trpc.gradients.check.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.gradients.pathKey() }),
    }),
  );
  const send = () => {
    if (answer.trim() !== "" && !check.isPending) check.mutate({ course, problem, slot: slot.id, answer });
  };
  const closed = disabled || slot.tries.left === 0;
  return (
    <Panel>
      <Asked slot={slot} />
      <div style={{ marginTop: "1rem" }}>
        <AnswerField
          slot={slot.id}
          answer={answer}
          echo={echo}
          disabled={closed}
          onChange={setAnswer}
          onSubmit={send}
        />
      </div>
      <div className={classes.echo}>
        <EchoLine answer={typed} slot={slot.id} echo={echo} />
      </div>
      <Group gap="md">
        <Button onClick={send} loading={check.isPending} disabled={closed || answer.trim() === ""}>
          {slot.rule.tries === null ? "Check" : "Check (uses 1 try)"}
        </Button>
        <TriesLine slot={slot} />
      </Group>
      <div className={classes.outcome}>
        {check.data?.ok && (
          <Suspense>
            <VerdictNotice course={course} answer={check.variables?.answer ?? ""} checked={check.data} />
          </Suspense>
        )}
        {check.data && !check.data.ok && <Notice state="bad">{check.data.message}</Notice>}
        {check.error && <Notice state="fault">{check.error.message}</Notice>}
      </div>
      <AnswerHistory course={course} history={slot.history} zone={zone} onTake={setAnswer} />
    </Panel>
  );
}

function TriesLine({ slot: { rule, tries } }: { slot: SlotView }) {
  const allowed =
    rule.tries === null ? "" : ` of ${rule.tries} ${rule.tries === 1 ? "try" : "tries"} left for your team`;
  const text = rule.graded
    ? tries.left === null
      ? "As often as you like"
      : `${tries.left}${allowed}`
    : "Practice: explained at once, as often as you like";
  return (
    <Text size="sm" c="dimmed" className="tabular">
      {text}
    </Text>
  );
}

function Asked({ slot }: { slot: SlotView }) {
  const { target, where, words, label, points, counts, rule } = slot;
  return (
    <Group justify="space-between" align="start">
      <Title order={2} size="h4" className={classes.ask}>
        <span className="visually-hidden">{words}</span>
        <Html className={classes.target}>{target}</Html>
        {where && (
          <Text span aria-hidden="true">
            for <Html>{where}</Html>
          </Text>
        )}
        {label && <Text span>{label}</Text>}
      </Title>
      <Group gap="sm">
        <Text c="dimmed" className="tabular">
          {rule.graded ? countOf(points, "point") : "Practice"}
        </Text>
        {counts === "correct" && <StateBadge state="good">Correct</StateBadge>}
        {counts === "undecided" && <StateBadge state="waiting">A person decides</StateBadge>}
        {counts === "incorrect" && <StateBadge state="bad">Not correct yet</StateBadge>}
      </Group>
    </Group>
  );
}
