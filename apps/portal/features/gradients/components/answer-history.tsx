"use client";
import type { GradientVerdictName } from "@gradmark/contract";
import { Button, Group, Text } from "@mantine/core";
import { countOf } from "#components/format.ts";
import { type Shown, StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { AnswerView } from "../view.ts";
import classes from "./slot-form.module.css";

const signs: Record<GradientVerdictName, { state: Shown; word: string }> = {
  correct: { state: "good", word: "Correct" },
  incorrect: { state: "bad", word: "Incorrect" },
  undecided: { state: "fault", word: "Not decided" },
  invalid: { state: "waiting", word: "Not read" },
};

/** What the team answered before, newest first; each can be taken up again. */
export function AnswerHistory({
  history,
  zone,
  onTake,
}: {
  history: AnswerView[];
  zone: string;
  onTake: (answer: string) => void;
}) {
  if (history.length === 0) return null;
  return (
    <details style={{ marginTop: "1rem" }}>
      <summary>{`${countOf(history.length, "answer")} before`}</summary>
      <ul className={classes.history}>
        {history.map(({ id, by, text, at, verdict }) => (
          <li key={id}>
            <Group gap="xs" mb={4}>
              <StateBadge state={signs[verdict.verdict].state}>{signs[verdict.verdict].word}</StateBadge>
              <Text size="sm" c="dimmed">
                {by && `${by}, `}
                <When at={at} zone={zone} weekday={false} />
              </Text>
            </Group>
            <div className={classes.answer}>{text}</div>
            <Text size="sm" mt={4}>
              {verdict.diagnoses[0]?.message}
            </Text>
            <Button size="compact-sm" variant="subtle" mt={4} onClick={() => onTake(text)}>
              Take up again
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
