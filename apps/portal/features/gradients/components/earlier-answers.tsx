import type { GradientVerdictName } from "@gradmark/contract";
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { type Shown, StateBadge } from "#components/state-badge.tsx";
import { When } from "#components/when.tsx";
import type { AnswerView } from "../view.ts";
import { DifferenceView } from "./difference-view.tsx";
import { Formula } from "./html.tsx";
import classes from "./slot-form.module.css";
import { Explanation } from "./verdict-notice.tsx";

interface EarlierAnswersProps {
  course: string;
  history: AnswerView[];
  zone: string;
  onTake: (answer: string) => void;
}

/** Answers that were given before, newest first, each with its verdict; each can be taken up again. */
export function EarlierAnswers({ history, ...rest }: EarlierAnswersProps) {
  return (
    <ul className={classes.history}>
      {history.map((answer) => (
        <Earlier key={answer.id} answer={answer} {...rest} />
      ))}
    </ul>
  );
}

function Earlier({ course, answer, zone, onTake }: Omit<EarlierAnswersProps, "history"> & { answer: AnswerView }) {
  const [drawn, setDrawn] = useState(false);
  const { id, by, text, at, verdict, decided, read } = answer;
  const { state, word } = signs[verdict.verdict ?? "sealed"];
  return (
    <li>
      <Group gap="xs" mb={4}>
        <StateBadge state={state}>{word}</StateBadge>
        <Text size="sm" c="dimmed">
          {by && `${by}, `}
          <When at={at} zone={zone} weekday={false} />
          {decided && ", decided by the staff"}
        </Text>
      </Group>
      {read === null ? <div className={classes.answer}>{text}</div> : <Formula>{read}</Formula>}
      <Explanation verdict={verdict} answer={text} />
      {drawn && <DifferenceView course={course} answer={id} />}
      <Group gap="xs" mt={4}>
        <Button size="compact-sm" variant="subtle" onClick={() => onTake(text)}>
          Take up again
        </Button>
        {verdict.counterexample && !drawn && (
          <Button size="compact-sm" variant="subtle" onClick={() => setDrawn(true)}>
            Draw where it differs
          </Button>
        )}
      </Group>
    </li>
  );
}

const signs: Record<GradientVerdictName | "sealed", { state: Shown; word: string }> = {
  correct: { state: "good", word: "Correct" },
  incorrect: { state: "bad", word: "Incorrect" },
  undecided: { state: "waiting", word: "A person decides" },
  invalid: { state: "waiting", word: "Not read" },
  sealed: { state: "waiting", word: "Told after the deadline" },
};
