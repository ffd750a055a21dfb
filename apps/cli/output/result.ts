/** What a command leaves behind: `json` for programs, `text` for people, and the exit code. */
export interface CommandResult {
  json: unknown;
  text: string;
  /** 0 done or passed, 1 checked and did not pass, 2 bad input or usage, 3 our own infrastructure failed. */
  exitCode: 0 | 1 | 2 | 3;
  /** The command has written its own lines already (JSON Lines of a batch). */
  printed?: boolean;
}

/** The person who typed the command asked for something that cannot be done as asked: exit code 2. */
export class UsageError extends Error {
  readonly code: string;
  constructor(message: string, code = "usage") {
    super(message);
    this.code = code;
  }
}

export interface Streams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** Prints exactly one JSON document with `--json`, text for people without. */
export function printResult(result: CommandResult, json: boolean, streams: Streams): void {
  if (result.printed) return;
  if (json) streams.stdout.write(`${JSON.stringify(result.json)}\n`);
  else if (result.text !== "") streams.stdout.write(`${result.text}\n`);
}

/** The one place where an exception of a command ends: a sentence, an exit code, and no stack trace. */
export function printFailure(error: unknown, json: boolean, streams: Streams): 2 | 3 {
  // By its name: loading the package that throws it would slow down every short command.
  const unusable = error instanceof Error && error.name === "UnusableData";
  const usage = error instanceof UsageError || unusable;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof UsageError ? error.code : unusable ? "unusable-data" : "internal";
  if (json) streams.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  streams.stderr.write(`gradmark: ${message}\n`);
  if (!usage && error instanceof Error) {
    for (let cause = error.cause; cause instanceof Error; cause = cause.cause) {
      streams.stderr.write(`  because: ${cause.message}\n`);
    }
    if (process.env.GRADMARK_DEBUG) streams.stderr.write(`${error.stack}\n`);
  }
  return usage ? 2 : 3;
}
