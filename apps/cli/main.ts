import { Command, CommanderError } from "commander";
import { registerBenchmark } from "./commands/benchmark.ts";
import { registerCheck } from "./commands/check.ts";
import { registerCourse } from "./commands/course.ts";
import { registerDemo } from "./commands/demo.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerExport } from "./commands/export.ts";
import { registerKit } from "./commands/kit.ts";
import { registerPrecheck } from "./commands/precheck.ts";
import { registerRerun } from "./commands/rerun.ts";
import { registerSchema } from "./commands/schema.ts";
import { registerScore } from "./commands/score.ts";
import { registerServe } from "./commands/serve.ts";
import { registerWorker } from "./commands/worker.ts";
import { type CliContext, processContext } from "./context.ts";
import { printFailure } from "./output/result.ts";
import { Runner } from "./output/runner.ts";

/** Runs one command line and returns the exit code of the process. */
export async function main(argv: readonly string[]): Promise<number> {
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => abort.abort());
  return runCommandLine(argv, processContext(abort.signal));
}

/** The same in a given context: what tests call. */
export async function runCommandLine(argv: readonly string[], context: CliContext): Promise<number> {
  const json = argv.includes("--json");
  const runner = new Runner(context, json);
  try {
    await buildProgram(runner).parseAsync([...argv], { from: "user" });
    return runner.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageFailure(error, json, context);
    return printFailure(error, json, context);
  }
}

function usageFailure(error: CommanderError, json: boolean, context: CliContext): 2 {
  // commander has already written its sentence to stderr
  if (json) context.stdout.write(`${JSON.stringify({ error: { code: "usage", message: error.message } })}\n`);
  return 2;
}

function buildProgram(runner: Runner): Command {
  const program = new Command("gradmark")
    .description("Hosts and grades deep-learning teaching-kit labs")
    .showHelpAfterError("(gradmark --help lists the commands)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void runner.context.stdout.write(text),
      writeErr: (text) => void runner.context.stderr.write(text),
    });
  const register = [
    registerDoctor,
    registerSchema,
    registerKit,
    registerCheck,
    registerScore,
    registerRerun,
    registerPrecheck,
  ];
  const withCourse = [registerBenchmark, registerCourse, registerExport, registerServe, registerWorker, registerDemo];
  for (const add of [...register, ...withCourse]) add(program, runner);
  return program;
}
