import {
  type Answer,
  type GradientProblem,
  type GradientVerdictName,
  gradientVerdict,
  type SlotVerdict,
} from "@gradmark/contract";
import katex from "katex";
import { renderHandout } from "#features/handout/view.ts";
import { targetTex, whereTex } from "./components/target-tex.ts";

export interface ProblemLine {
  id: string;
  title: string;
  slots: number;
  correct: number;
  points: number;
  earned: number;
}

export interface SlotView {
  id: string;
  /** What is asked, as HTML of ours and as words; `where` is the case of the indices that it is asked for. */
  target: string;
  where: string | null;
  words: string;
  label: string | null;
  points: number;
  /** The verdict that counts: a slot that was correct once stays correct. */
  counts: GradientVerdictName | null;
  history: AnswerView[];
}

export interface AnswerView {
  id: string;
  by: string | null;
  text: string;
  at: Date;
  verdict: SlotVerdict;
}

export interface ProblemView {
  id: string;
  title: string;
  /** HTML of ours. */
  statement: string;
  /** What the browser needs to show how an answer is read: without the author's answers. */
  source: GradientProblem;
  slots: SlotView[];
  next: { id: string; title: string } | null;
}

export function viewProblemLine(problem: GradientProblem, answers: Answer[]): ProblemLine {
  const correct = problem.slots.filter((slot) => countingVerdict(answers, problem.id, slot.id) === "correct");
  return {
    id: problem.id,
    title: problem.title,
    slots: problem.slots.length,
    correct: correct.length,
    points: sumOf(problem.slots),
    earned: sumOf(correct),
  };
}

function sumOf(slots: { points: number }[]): number {
  return slots.reduce((sum, { points }) => sum + points, 0);
}

/** `answers` are those of the reader's team to this problem, newest first. */
export function viewProblem(
  problem: GradientProblem,
  answers: Answer[],
  { names, next }: { names: ReadonlyMap<string, string>; next: GradientProblem | undefined },
): ProblemView {
  const { id, title } = problem;
  const slots = problem.slots.map((slot): SlotView => {
    const own = answers.filter((answer) => answer.slot === slot.id);
    return {
      id: slot.id,
      target: renderTex(`\\displaystyle ${targetTex(slot.target, problem.tex)}`),
      where: slot.where === undefined ? null : renderTex(whereTex(slot.where)),
      words: slot.where === undefined ? slot.target : `${slot.target} for ${slot.where}`,
      label: slot.label ?? null,
      points: slot.points,
      counts: countingVerdict(own, id, slot.id),
      history: own.slice(0, shownAnswers).map((answer) => viewAnswer(answer, names)),
    };
  });
  const source = withoutAnswers(problem);
  const statement = renderHandout(problem.statement, "");
  return { id, title, statement, source, slots, next: next ? { id: next.id, title: next.title } : null };
}

/** Formulas that stand on the page from the start come set: the browser needs no KaTeX for them. */
function renderTex(tex: string): string {
  return katex.renderToString(tex, { throwOnError: false, trust: false, output: "html" });
}

const shownAnswers = 20;

function countingVerdict(answers: Answer[], problem: string, slot: string): GradientVerdictName | null {
  const own = answers.filter((answer) => answer.problem === problem && answer.slot === slot);
  return (own.find(({ verdict }) => verdict === "correct") ?? own[0])?.verdict ?? null;
}

function viewAnswer(answer: Answer, names: ReadonlyMap<string, string>): AnswerView {
  return {
    id: answer.id,
    by: (answer.userId && names.get(answer.userId)) ?? null,
    text: typeof answer.answer === "string" ? answer.answer : JSON.stringify(answer.answer),
    at: answer.createdAt,
    verdict: gradientVerdict.shape.slots.element.parse(answer.detail),
  };
}

/** The author's reference and the list of known wrong answers are for the checker on the server. */
function withoutAnswers(problem: GradientProblem): GradientProblem {
  return { ...problem, slots: problem.slots.map(({ reference: _, feedback: __, ...slot }) => slot) };
}
