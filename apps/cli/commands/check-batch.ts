import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type CompiledProblem, decideAnswer } from "@gradmark/backprop-checker";
import { answerFormat, decodeText, gradientAnswer } from "@gradmark/contract";
import { z } from "zod";
import type { CliContext } from "../context.ts";
import { loadProblemFolder } from "../load/problem.ts";
import { type CommandResult, UsageError } from "../output/result.ts";

const id = z.union([z.string(), z.number()]);
const batchLine = z.object({
  id,
  problem: z.string(),
  slot: z.string().optional(),
  answer: gradientAnswer,
  format: answerFormat.optional(),
});

const maximumBytes = 256 * 2 ** 20;

/** Checks each line of a JSON Lines file; prints a line for each, in the same order. */
export async function checkBatch(
  request: { problems: string; batch: string },
  context: CliContext,
): Promise<CommandResult> {
  const problems = await loadProblemFolder(request.problems, context);
  const bytes = await readFile(resolve(context.cwd, request.batch)).catch((cause: Error) => {
    throw new UsageError(`${request.batch} cannot be read: ${cause.message}`);
  });
  const text = decodeText(bytes, maximumBytes);
  if (!text.ok) throw new UsageError(`${request.batch}: ${text.problems[0]?.message}`);
  let unusable = 0;
  for (const line of text.value.split("\n")) {
    if (line.trim() === "") continue;
    const answered = await checkLine(line, problems);
    if ("error" in answered) unusable++;
    context.stdout.write(`${JSON.stringify(answered)}\n`);
  }
  return { json: null, text: "", exitCode: unusable === 0 ? 0 : 2, printed: true };
}

async function checkLine(line: string, problems: ReadonlyMap<string, CompiledProblem>): Promise<object> {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return failed(null, "bad-json", "the line is not JSON");
  }
  const parsed = batchLine.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return failed(idOf(raw), "bad-line", `${issue?.path.join(".") || "the line"}: ${issue?.message}`);
  }
  const { id, problem: name, slot, answer, format } = parsed.data;
  const problem = problems.get(name);
  if (!problem) return failed(id, "unknown-problem", `there is no problem "${name}" in the folder`);
  const checked = await decideAnswer(problem, {
    answer,
    ...(slot === undefined ? {} : { slot }),
    ...(format ? { format } : {}),
  });
  if (!checked.ok) return failed(id, "no-slot", checked.problems.map((one) => one.message).join(" "));
  return { id, ...checked.value };
}

function idOf(raw: unknown): string | number | null {
  const parsed = z.object({ id }).safeParse(raw);
  return parsed.success ? parsed.data.id : null;
}

function failed(id: string | number | null, code: string, message: string): object {
  return { id, error: { code, message } };
}
