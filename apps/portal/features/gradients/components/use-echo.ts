"use client";
import type { CompiledProblem } from "@gradmark/backprop-checker";
import type { GradientDiagnosis, GradientProblem } from "@gradmark/contract";
import { useEffect, useState } from "react";

/** How an answer is read, or why it cannot be. */
export type Echo = { text: string; tex: string } | { diagnoses: GradientDiagnosis[] };

/** Reads answers to a problem; null until the checker is loaded. */
export type ReadAnswer = ((slot: string, answer: string) => Echo) | null;

/** The same checker as on the server, fetched apart from the page, which is complete without it. */
export function useEcho(source: GradientProblem): ReadAnswer {
  const [read, setRead] = useState<ReadAnswer>(null);
  const text = JSON.stringify(source);
  useEffect(() => {
    let wanted = true;
    void loadReader(JSON.parse(text)).then((reader) => wanted && setRead(() => reader));
    return () => {
      wanted = false;
    };
  }, [text]);
  return read;
}

async function loadReader(source: GradientProblem): Promise<ReadAnswer> {
  const { compileProblem, echoAnswer } = await import("@gradmark/backprop-checker");
  const compiled = compileProblem(source);
  if (!compiled.ok) return null;
  const problem: CompiledProblem = compiled.value;
  return (slot, answer) => echoAnswer(problem, { slot, answer, format: "auto" });
}
