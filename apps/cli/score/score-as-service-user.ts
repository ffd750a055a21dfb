import { metricLimits, type SandboxName } from "@gradmark/grader";
import type { CliContext } from "../context.ts";
import type { CommandResult } from "../output/result.ts";
import { openHandOver } from "../service-user/hand-over.ts";
import { wordsOf } from "../service-user/words-of.ts";

export interface ScriptScoring {
  predictions: string;
  solution: string;
  metricScript: string;
  direction: "max" | "min";
  sandbox: SandboxName;
  json: boolean | undefined;
}

/** `gradmark score` by a metric script, for root: a second one, which is the service user, reads the predictions. */
export async function scoreAsServiceUser(options: ScriptScoring, context: CliContext): Promise<CommandResult> {
  await using there = openHandOver();
  const moved = {
    ...options,
    predictions: await there.file(options.predictions, "--predictions"),
    solution: await there.file(options.solution, "--solution"),
    metricScript: await there.file(options.metricScript, "--metric-script"),
  };
  const words = ["score", ...wordsOf(moved)];
  return await there.run({ words, sandbox: options.sandbox, limits: metricLimits, allowReduced: true }, context);
}
