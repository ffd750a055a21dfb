import { Command } from "commander";
import { registerRerun } from "../commands/rerun.ts";
import { processContext } from "../context.ts";
import { printFailure } from "../output/result.ts";
import { Runner } from "../output/runner.ts";
import { gradeSubmission } from "./grade-submission.ts";

// The program inside of an autograder's zip: the rerun command and what puts a submission in its place.

const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort());
const context = processContext(abort.signal);
const [root = "/autograder"] = process.argv.slice(2);

async function rerun(argv: readonly string[], stdout: { write(text: string): unknown }): Promise<number> {
  const runner = new Runner({ ...context, stdout }, true);
  const program = new Command("gradmark").exitOverride();
  registerRerun(program, runner);
  await program.parseAsync(["rerun", ...argv], { from: "user" });
  return runner.exitCode;
}

try {
  process.exitCode = await gradeSubmission(root, rerun);
} catch (error) {
  process.exitCode = printFailure(error, false, context);
}
