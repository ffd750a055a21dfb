"use client";
import { Button, Group, Text, Textarea, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTRPC } from "#client/trpc.ts";
import { countOf } from "#components/format.ts";
import { Notice } from "#components/notice.tsx";
import { Panel } from "#components/panel.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import type { SlotView } from "../view.ts";
import { AnswerHistory } from "./answer-history.tsx";
import { EchoLine } from "./echo-line.tsx";
import { Html } from "./html.tsx";
import classes from "./slot-form.module.css";
import type { ReadAnswer } from "./use-echo.ts";
import { VerdictNotice } from "./verdict-notice.tsx";

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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    <Panel>
      <Asked slot={slot} />
      <Textarea
        mt="md"
        label="Your answer"
        description="Plain, such as a*(b + c)^2, or LaTeX. Enter checks it."
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        disabled={disabled}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <div className={classes.echo}>
        <EchoLine answer={typed} slot={slot.id} echo={echo} />
      </div>
      <Button onClick={send} loading={check.isPending} disabled={disabled || answer.trim() === ""}>
        Check
      </Button>
      {check.data && (
        <div style={{ marginTop: "1rem" }}>
          <VerdictNotice verdict={check.data.verdict} answer={check.variables?.answer ?? ""} kept={check.data.kept} />
        </div>
      )}
      {check.error && (
        <div style={{ marginTop: "1rem" }}>
          <Notice state="fault">{check.error.message}</Notice>
        </div>
      )}
      <AnswerHistory history={slot.history} zone={zone} onTake={setAnswer} />
    </Panel>
  );
}

function Asked({ slot }: { slot: SlotView }) {
  const { target, where, words, label, points, counts } = slot;
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
          {countOf(points, "point")}
        </Text>
        {counts === "correct" && <StateBadge state="good">Correct</StateBadge>}
        {counts !== null && counts !== "correct" && <StateBadge state="bad">Not correct yet</StateBadge>}
      </Group>
    </Group>
  );
}
