"use client";
import { Text } from "@mantine/core";
import { Tex } from "#components/tex.tsx";
import { MarkedAnswer } from "./marked-answer.tsx";
import type { ReadAnswer } from "./use-echo.ts";

/** How the answer is read, while it is typed. An answer that is not finished yet is no mistake: it says so calmly. */
export function EchoLine({ answer, slot, echo }: { answer: string; slot: string; echo: ReadAnswer }) {
  if (answer.trim() === "")
    return (
      <Text c="dimmed" size="sm">
        How your answer is read appears here.
      </Text>
    );
  if (echo === null) return null;
  const read = echo(slot, answer);
  if ("tex" in read)
    return (
      <div aria-live="polite">
        <Text span c="dimmed" size="sm">
          Read as{" "}
        </Text>
        <Tex>{`\\displaystyle ${read.tex}`}</Tex>
      </div>
    );
  const [diagnosis] = read.diagnoses;
  return (
    <div aria-live="polite">
      <Text size="sm">{diagnosis?.message ?? "This cannot be read yet."}</Text>
      {diagnosis?.start !== undefined && <MarkedAnswer answer={answer} diagnosis={diagnosis} />}
    </div>
  );
}
