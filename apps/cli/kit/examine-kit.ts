import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileProblem, crossCheckProblem, decideAnswer, truths } from "@gradmark/backprop-checker";
import {
  type AnswerTable,
  answerTable,
  type GradientProblem,
  type InputProblem,
  type Parsed,
} from "@gradmark/contract";
import { parse } from "yaml";
import type { Bank } from "../load/bank.ts";

/** What an author wants to know of one problem: its truth, and what the checker says of the author's own answers. */
export interface ExaminedProblem {
  problem: GradientProblem;
  truths: { slot: string; tex: string }[];
  answers: TriedAnswer[];
}

export interface TriedAnswer {
  slot: string;
  answer: string;
  wanted: string;
  verdict: string;
  code: string | null;
}

/**
 * Holds every truth of a kit against numeric differentiation and the author's references, and tries the author's
 * lists of answers. What disagrees is a problem of the kit.
 */
export async function examineKit(kit: Bank): Promise<{ examined: ExaminedProblem[]; problems: InputProblem[] }> {
  const examined: ExaminedProblem[] = [];
  const problems: InputProblem[] = [];
  for (const problem of kit.problems) {
    const result = await examineProblem(kit.dir, problem);
    if (result.ok) examined.push(result.value);
    const found = result.ok ? disagreements(result.value) : result.problems;
    const file = `problems/${problem.id}.yaml`;
    problems.push(...found.map((one) => ({ ...one, path: one.path ? `${file}: ${one.path}` : file })));
  }
  return { examined, problems };
}

async function examineProblem(dir: string, problem: GradientProblem): Promise<Parsed<ExaminedProblem>> {
  const compiled = compileProblem(problem);
  if (!compiled.ok) return compiled;
  const checked = await crossCheckProblem(compiled.value);
  if (!checked.ok) return checked;
  const table = await loadAnswers(dir, problem.id);
  if (!table.ok) return table;
  const answers: TriedAnswer[] = [];
  for (const { slot, answer, wanted } of table.value === null ? [] : listAnswers(table.value)) {
    const decided = await decideAnswer(compiled.value, { slot, answer });
    if (!decided.ok) return decided;
    const code = decided.value.slots[0]?.diagnoses[0]?.code ?? null;
    answers.push({ slot, answer, wanted, verdict: decided.value.verdict, code });
  }
  return { ok: true, value: { problem, truths: truths(compiled.value), answers } };
}

/** The author's list for a problem; null when there is none. */
async function loadAnswers(dir: string, id: string): Promise<Parsed<AnswerTable | null>> {
  const file = `answers/${id}.yaml`;
  const text = await readFile(join(dir, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return { ok: true, value: null };
  const parsed = answerTable.safeParse(parse(text));
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problems: [{ code: "schema", message: `${file}: ${issue?.path.join(".")}: ${issue?.message}` }] };
}

function listAnswers({ slots }: AnswerTable): { slot: string; answer: string; wanted: string }[] {
  return Object.entries(slots).flatMap(([slot, { right, wrong, invalid }]) => [
    ...right.map((answer) => ({ slot, answer, wanted: "correct" })),
    ...wrong.map(([answer]) => ({ slot, answer, wanted: "incorrect" })),
    ...invalid.map(([answer]) => ({ slot, answer, wanted: "invalid" })),
  ]);
}

function disagreements({ answers }: ExaminedProblem): InputProblem[] {
  return answers
    .filter(({ wanted, verdict }) => wanted !== verdict)
    .map(({ slot, answer, wanted, verdict }) => ({
      code: "bad-expression",
      message: `The author's list calls "${answer}" for ${slot} ${wanted}; the checker says ${verdict}.`,
    }));
}
