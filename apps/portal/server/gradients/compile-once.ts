import { createHash } from "node:crypto";
import { type CompiledProblem, compileProblem } from "@gradmark/backprop-checker";
import type { GradientProblem } from "@gradmark/contract";

/** Gives the compiled form of a course's problem. */
export type CompileOnce = (course: string, problem: GradientProblem) => CompiledProblem;

/**
 * Remembers the `limit` problems that were asked for last, by course and content: compiling one takes milliseconds, and
 * every answer needs it. A problem is known by its hash, so a changed kit is never judged by what it was before.
 *
 * @throws when a problem does not compile, which `kit validate` would have said; that is our fault
 */
export function createCompileOnce(limit: number, compile = compileProblem): CompileOnce {
  const known = new Map<string, CompiledProblem>();
  return (course, problem) => {
    const key = `${course} ${createHash("sha256").update(JSON.stringify(problem)).digest("hex")}`;
    const found = known.get(key) ?? compiled(problem, compile);
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > limit && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

function compiled(problem: GradientProblem, compile: typeof compileProblem): CompiledProblem {
  const made = compile(problem);
  if (made.ok) return made.value;
  throw new Error(`The problem ${problem.id} does not compile: ${made.problems[0]?.message}`);
}
