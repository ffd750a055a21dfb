import { join, resolve } from "node:path";
import type { CommandResult, Streams } from "./output/result.ts";
import { leaveRoot } from "./service-user/leave-root.ts";

/** What every command is given: places, streams and a way to be cancelled. */
export interface CliContext extends Streams {
  /** The repository: kits and the portal lie there. */
  repository: string;
  /** The data folder: GRADMARK_HOME, or var/ of the repository. */
  home: string;
  /** Where the person stands: paths on the command line are relative to it. */
  cwd: string;
  /** Descriptor at which a launcher runs sandboxes for us: we are the service user, started for somebody who is root. */
  sandboxDescriptor?: number;
  /** Gives up root for good, before a file of a team is read; where the process is not ours alone, nothing does. */
  leaveRoot?(): Promise<void>;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Progress for people, on stderr. */
  progress(text: string): void;
}

export type Action<Options> = (options: Options, context: CliContext) => Promise<CommandResult>;

/** The context of a real process. */
export function processContext(signal: AbortSignal): CliContext {
  const repository = resolve(import.meta.dirname, "../..");
  // npm runs scripts in the package's folder and keeps the person's own in INIT_CWD.
  const cwd = process.cwd();
  const descriptor = Number(process.env.GRADMARK_SANDBOX_FD);
  return {
    repository,
    ...(descriptor > 2 && { sandboxDescriptor: descriptor }),
    leaveRoot,
    home: process.env.GRADMARK_HOME ? resolve(cwd, process.env.GRADMARK_HOME) : join(repository, "var"),
    cwd,
    signal,
    stdout: process.stdout,
    stderr: process.stderr,
    progress: (text) => void process.stderr.write(`${text}\n`),
  };
}
