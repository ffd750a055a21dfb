import { decideAnswer } from "@gradmark/backprop-checker";
import type { AnswerFormat, GradientVerdict, InputProblem, SlotVerdict } from "@gradmark/contract";
import { answerFormat } from "@gradmark/contract";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import { loadNamedProblem } from "../load/problem.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { checkBatch } from "./check-batch.ts";

interface Options {
  problem?: string;
  slot?: string;
  answer?: string;
  format: string;
  problems?: string;
  batch?: string;
}

export function registerCheck(program: Command, runner: Runner): void {
  program
    .command("check")
    .description("hold a hand-derived gradient against the derivative of the forward computation")
    .option("--problem <id|file>", "KIT/PROBLEM, such as lab1/softmax, or a problem file")
    .option("--slot <id>", "which of the problem's derivatives")
    .option("--answer <text>", "plain text or LaTeX; cases as a LaTeX cases environment")
    .option("--format <format>", "auto, plain or latex", "auto")
    .option("--problems <dir>", "a folder of problem files, for --batch")
    .option("--batch <file>", "JSON Lines: {id, problem, slot?, answer, format?}")
    .option("--json", "JSON on stdout (with --batch always: one line for each line)")
    .action(runner.action(check));
}

const check: Action<Options> = async (options, context) => {
  if (options.batch !== undefined) {
    if (options.problems === undefined) throw new UsageError("--batch needs --problems, the folder of problem files");
    return checkBatch({ problems: options.problems, batch: options.batch }, context);
  }
  if (options.problem === undefined || options.answer === undefined) {
    throw new UsageError("give --problem and --answer, or --problems and --batch");
  }
  const problem = await loadNamedProblem(options.problem, context);
  const slot = options.slot === undefined ? {} : { slot: options.slot };
  const checked = await decideAnswer(problem, { answer: options.answer, format: parseFormat(options.format), ...slot });
  if (!checked.ok) throw new UsageError(sentences(checked.problems));
  return verdictResult(checked.value);
};

function parseFormat(text: string): AnswerFormat {
  const format = answerFormat.safeParse(text);
  if (format.success) return format.data;
  throw new UsageError(`--format is auto, plain or latex, not "${text}"`);
}

export function sentences(problems: readonly InputProblem[]): string {
  return problems.map((problem) => problem.message).join(" ");
}

const exitCodes = { correct: 0, incorrect: 1, undecided: 1, invalid: 2 } as const;

function verdictResult(verdict: GradientVerdict): CommandResult {
  const text = [`${verdict.problem}: ${verdict.verdict}`, ...verdict.slots.flatMap(describeSlot)].join("\n");
  return { json: verdict, text, exitCode: exitCodes[verdict.verdict] };
}

function describeSlot(slot: SlotVerdict): string[] {
  const read = slot.echo ? ` – read as ${slot.echo.text}` : "";
  const { cells, points } = slot.evidence;
  const lines = [`${slot.slot}: ${slot.verdict}${read} (${points} points in ${cells} cells)`];
  for (const diagnosis of slot.diagnoses) {
    const place = diagnosis.start === undefined ? "" : `at character ${diagnosis.start + 1}: `;
    lines.push(`  ${place}${diagnosis.message}`);
  }
  if (slot.counterexample) {
    const { inputs, expected, got } = slot.counterexample;
    lines.push(`  at ${JSON.stringify(inputs)} the derivative is ${expected}, your answer gives ${got}`);
  }
  return lines;
}
