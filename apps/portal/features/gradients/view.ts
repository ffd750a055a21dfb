import {
  type Answer,
  type Course,
  type GradientProblem,
  type GradientSlot,
  type GradientVerdictName,
  gradientVerdict,
  type SlotRule,
  slotRule,
} from "@gradmark/contract";
import katex from "katex";
import { renderHandout } from "#features/handout/view.ts";
import { opennessOf, type ShownVerdict, sealVerdict } from "#server/gradients/seal.ts";
import { targetTex, whereTex } from "./components/target-tex.ts";

export interface ProblemLine {
  id: string;
  title: string;
  slots: number;
  correct: number;
  /** Slots that were answered and whose verdict is told after the deadline. */
  sealed: number;
  points: number;
  earned: number;
  /** Slots that give no points. */
  practice: number;
}

export interface SlotView {
  id: string;
  /** What is asked, as HTML of ours and as words; `where` is the case of the indices that it is asked for. */
  target: string;
  where: string | null;
  words: string;
  label: string | null;
  points: number;
  rule: SlotRule;
  /** Tries that the team has used, and how many are left where the kit limits them. */
  tries: { used: number; left: number | null };
  /** The verdict that counts, when it may be known: a slot that was correct once stays correct. */
  counts: GradientVerdictName | null;
  history: AnswerView[];
}

export interface AnswerView {
  id: string;
  by: string | null;
  text: string;
  at: Date;
  /** Whether a person decided it. */
  decided: boolean;
  verdict: ShownVerdict;
  /** How it was read, as HTML of ours. */
  read: string | null;
}

export interface ProblemView {
  id: string;
  title: string;
  /** HTML of ours. */
  statement: string;
  /** What the browser needs to show how an answer is read: names and shapes, no more. */
  source: GradientProblem;
  slots: SlotView[];
  next: { id: string; title: string } | null;
}

export interface UndecidedView {
  id: string;
  team: string;
  problem: string;
  slot: string;
  text: string;
  read: string | null;
  why: string;
  at: Date;
}

type Moment = { course: Course; now: Date };

export function viewProblemLine(problem: GradientProblem, answers: Answer[], { course, now }: Moment): ProblemLine {
  const { id, title } = problem;
  const rules = problem.slots.map((slot) => {
    const counts = countingVerdict(answers, id, slot.id);
    const open = opennessOf(course, { problem: id, slot: slot.id }, now).verdict;
    return { slot, graded: slotRule(course.kit, id, slot.id).graded, counts, open };
  });
  const correct = rules.filter(({ counts, open }) => open && counts === "correct");
  const points = (list: typeof rules) => sumOf(list.filter(({ graded }) => graded).map(({ slot }) => slot));
  return {
    id,
    title,
    slots: rules.length,
    correct: correct.length,
    sealed: rules.filter(({ counts, open }) => !open && counts !== null).length,
    points: points(rules),
    earned: points(correct),
    practice: rules.filter(({ graded }) => !graded).length,
  };
}

function sumOf(slots: { points: number }[]): number {
  return slots.reduce((sum, { points }) => sum + points, 0);
}

/** `answers` are those of the reader's team to this problem, newest first; `used` tells the tries used at a slot. */
export function viewProblem(
  problem: GradientProblem,
  answers: Answer[],
  given: Moment & {
    names: ReadonlyMap<string, string>;
    next: GradientProblem | undefined;
    source: GradientProblem;
    used: (slot: string) => number;
  },
): ProblemView {
  const { id, title } = problem;
  const { next, source, used } = given;
  const slots = problem.slots.map((slot): SlotView => {
    const own = answers.filter((answer) => answer.slot === slot.id);
    const rule = slotRule(given.course.kit, id, slot.id);
    const { verdict: open } = opennessOf(given.course, { problem: id, slot: slot.id }, given.now);
    const spent = used(slot.id);
    return {
      id: slot.id,
      ...viewAsked(slot, problem.tex),
      label: slot.label ?? null,
      points: slot.points,
      rule,
      tries: { used: spent, left: rule.tries === null ? null : Math.max(0, rule.tries - spent) },
      counts: open ? countingVerdict(own, id, slot.id) : null,
      history: own.slice(0, shownAnswers).map((answer) => viewAnswer(answer, given)),
    };
  });
  const statement = renderHandout(problem.statement, "");
  return { id, title, statement, source, slots, next: next ? { id: next.id, title: next.title } : null };
}

const shownAnswers = 20;

function viewAsked(slot: GradientSlot, tex: Record<string, string>) {
  return {
    target: renderTex(`\\displaystyle ${targetTex(slot.target, tex)}`),
    where: slot.where === undefined ? null : renderTex(whereTex(slot.where)),
    words: slot.where === undefined ? slot.target : `${slot.target} for ${slot.where}`,
  };
}

/** Formulas that stand on the page from the start come set: the browser needs no KaTeX for them. */
function renderTex(tex: string, output: "html" | "htmlAndMathml" = "html"): string {
  return katex.renderToString(tex, { throwOnError: false, trust: false, maxExpand: 200, output });
}

function countingVerdict(answers: Answer[], problem: string, slot: string): GradientVerdictName | null {
  const own = answers.filter((answer) => answer.problem === problem && answer.slot === slot);
  return (own.find(({ verdict }) => verdict === "correct") ?? own[0])?.verdict ?? null;
}

function viewAnswer(
  answer: Answer,
  { course, now, names }: Moment & { names: ReadonlyMap<string, string> },
): AnswerView {
  const detail = slotVerdict.parse(answer.detail);
  return {
    id: answer.id,
    by: (answer.userId && names.get(answer.userId)) ?? null,
    text: textOf(answer),
    at: answer.createdAt,
    decided: answer.decidedAt !== null,
    verdict: sealVerdict(detail, answer.verdict, opennessOf(course, answer, now)),
    read: detail.echo && renderTex(`\\displaystyle ${detail.echo.tex}`, "htmlAndMathml"),
  };
}

/** For staff, who see what the checker found. */
export function viewUndecided(answer: Answer, teams: ReadonlyMap<string, string>): UndecidedView {
  const { id, teamId, problem, slot, createdAt: at } = answer;
  const detail = slotVerdict.parse(answer.detail);
  const why = detail.diagnoses.map(({ message }) => message).join(" ");
  const read = detail.echo && renderTex(`\\displaystyle ${detail.echo.tex}`, "htmlAndMathml");
  return { id, team: teams.get(teamId) ?? "", problem, slot, text: textOf(answer), read, why, at };
}

const slotVerdict = gradientVerdict.shape.slots.element;

function textOf({ answer }: Answer): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}
