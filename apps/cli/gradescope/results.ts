import type { RerunVerdict } from "@gradmark/contract";
import { z } from "zod";

const visibility = z.enum(["hidden", "after_due_date", "after_published", "visible"]);

/** `results.json` as Gradescope documents it (autograders' specifications, "Output format"). */
export const gradescopeResults = z.strictObject({
  /** Needed unless every test has one. */
  score: z.number().optional(),
  execution_time: z.number().optional(),
  output: z.string().optional(),
  visibility: visibility.optional(),
  stdout_visibility: visibility.optional(),
  extra_data: z.record(z.string(), z.unknown()).optional(),
  tests: z.array(
    z.strictObject({
      score: z.number().optional(),
      max_score: z.number().optional(),
      status: z.enum(["passed", "failed"]).optional(),
      name: z.string().optional(),
      output: z.string().optional(),
      visibility: visibility.optional(),
    }),
  ),
});
export type GradescopeResults = z.infer<typeof gradescopeResults>;

const testName = "The result script reproduces the final entry";

/** One point for a script that reproduces its entry, or, where there is none, writes good predictions. */
export function toGradescope(verdict: RerunVerdict): GradescopeResults {
  const passed = ["reproduced", "within-tolerance", "produced"].includes(verdict.outcome);
  const output = verdict.reasons.map((reason) => reason.message).join("\n");
  const shared = {
    execution_time: (verdict.run?.wallMs ?? 0) / 1000,
    visibility: "visible" as const,
    stdout_visibility: "hidden" as const,
    extra_data: { outcome: verdict.outcome, sandbox: verdict.run?.sandbox ?? null },
  };
  if (verdict.outcome === "faulted")
    return {
      ...shared,
      score: 0,
      tests: [],
      output: "Our side failed, not the script. Ask the staff to run it again.",
    };
  return { ...shared, output, tests: [test(passed, output)] };
}

/** What is told of a hand-in that cannot be run at all. */
export function refusedSubmission(message: string): GradescopeResults {
  return { output: message, visibility: "visible", stdout_visibility: "hidden", tests: [test(false, message)] };
}

function test(passed: boolean, output: string): GradescopeResults["tests"][number] {
  return { name: testName, score: passed ? 1 : 0, max_score: 1, status: passed ? "passed" : "failed", output };
}
