"use client";
import { lazy, Suspense, useState } from "react";
import { countOf } from "#components/format.ts";
import type { AnswerView } from "../view.ts";

const EarlierAnswers = lazy(async () => ({ default: (await import("./earlier-answers.tsx")).EarlierAnswers }));

interface AnswerHistoryProps {
  course: string;
  history: AnswerView[];
  zone: string;
  onTake: (answer: string) => void;
}

/** What the team answered before, fetched and drawn when it is opened. */
export function AnswerHistory(props: AnswerHistoryProps) {
  const [open, setOpen] = useState(false);
  if (props.history.length === 0) return null;
  return (
    <details style={{ marginTop: "1rem" }} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`${countOf(props.history.length, "answer")} before`}</summary>
      {open && (
        <Suspense>
          <EarlierAnswers {...props} />
        </Suspense>
      )}
    </details>
  );
}
