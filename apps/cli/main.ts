import { Command, CommanderError } from "commander";
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
    const program = await buildProgram(runner, argv[0]);
    await program.parseAsync([...argv], { from: "user" });
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

type Register = (program: Command, runner: Runner) => void;

/** Loading all commands takes seconds (TensorFlow, Next); the one that was typed is loaded alone. */
const commands: Readonly<Record<string, () => Promise<Register>>> = {
  doctor: async () => (await import("./commands/doctor.ts")).registerDoctor,
  schema: async () => (await import("./commands/schema.ts")).registerSchema,
  kit: async () => (await import("./commands/kit.ts")).registerKit,
  check: async () => (await import("./commands/check.ts")).registerCheck,
  score: async () => (await import("./commands/score.ts")).registerScore,
  rerun: async () => (await import("./commands/rerun.ts")).registerRerun,
  precheck: async () => (await import("./commands/precheck.ts")).registerPrecheck,
  benchmark: async () => (await import("./commands/benchmark.ts")).registerBenchmark,
  course: async () => (await import("./commands/course.ts")).registerCourse,
  export: async () => (await import("./commands/export.ts")).registerExport,
  admin: async () => (await import("./commands/admin.ts")).registerAdmin,
  serve: async () => (await import("./commands/serve.ts")).registerServe,
  worker: async () => (await import("./commands/worker.ts")).registerWorker,
  demo: async () => (await import("./commands/demo.ts")).registerDemo,
};

async function buildProgram(runner: Runner, typed: string | undefined): Promise<Command> {
  const program = new Command("gradmark")
    .description("Hosts and grades deep-learning teaching-kit labs")
    .showHelpAfterError("(gradmark --help lists the commands)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void runner.context.stdout.write(text),
      writeErr: (text) => void runner.context.stderr.write(text),
    });
  const one = typed !== undefined && Object.hasOwn(commands, typed) ? commands[typed] : undefined;
  for (const load of one ? [one] : Object.values(commands)) (await load())(program, runner);
  return program;
}
