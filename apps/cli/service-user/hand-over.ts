import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Kit, RunLimits } from "@gradmark/contract";
import type { SandboxName } from "@gradmark/grader";
import type { CliContext } from "../context.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import { copyAsItIs, copyFiles, copyPlain, NotPlain } from "./copy-plain.ts";

/** Files for a command that goes on as the service user, in a folder that will be that user's. */
export interface HandOver extends AsyncDisposable {
  folder: string;
  /** Copies a file under its own name and returns where it lies; a link or a pipe is refused with the option's name. */
  file(source: string, option: string): Promise<string>;
  /** Copies whatever is there: the command itself says what is wrong with it. */
  asItIs(source: string, mostBytes: number): Promise<string>;
  /** Copies the regular files of a folder. */
  files(source: string, mostBytes?: number): Promise<string>;
  /** The settings of a kit, as a file that `--kit` takes. */
  kit(kit: Kit): string;
  /** Runs the command there to its end; what it prints is passed on unread. */
  run(command: HandedCommand, context: CliContext): Promise<CommandResult>;
}

export interface HandedCommand {
  /** Its words; those that begin with `folder` are paths there. */
  words: readonly string[];
  sandbox: SandboxName;
  limits: RunLimits;
  allowReduced: boolean;
}

/**
 * Whether this process is root, and so must not read what a team made: parsers of student files run as an ordinary
 * user, also for somebody who is root.
 */
export function mustHandOver(): boolean {
  return process.getuid?.() === 0;
}

/** Opens a folder of files to hand over; it is removed at the end of an `await using` block. */
export function openHandOver(): HandOver {
  const folder = mkdtempSync(join(tmpdir(), "gradmark-as-user-"));
  // Below it a run's files are laid out.
  mkdirSync(join(folder, "scratch"), { mode: 0o711 });
  let count = 0;
  const place = (source: string): string => {
    const own = join(folder, `in-${++count}`);
    mkdirSync(own);
    return join(own, basename(source));
  };
  return {
    folder,
    async file(source, option) {
      const target = place(source);
      await copyPlain(source, target, Number.POSITIVE_INFINITY).catch((error: unknown) => {
        throw error instanceof NotPlain ? new UsageError(`${option} ${source} ${error.message}`) : error;
      });
      return target;
    },
    async asItIs(source, mostBytes) {
      const target = place(source);
      await copyAsItIs(source, target, mostBytes);
      return target;
    },
    async files(source, mostBytes = Number.POSITIVE_INFINITY) {
      const target = place(source);
      await copyFiles(source, target, mostBytes);
      return target;
    },
    kit(kit) {
      const target = join(folder, "kit.json");
      writeFileSync(target, JSON.stringify(kit));
      return target;
    },
    run: (command, context) => runThere(folder, command, context),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runThere(folder: string, command: HandedCommand, context: CliContext): Promise<CommandResult> {
  const { chooseServiceUser, openServicePlace, placeOf, startCommand } = await import("@gradmark/worker");
  const user = chooseServiceUser({ env: process.env, uid: 0 });
  const place = openServicePlace({ app: context.repository, home: folder, user });
  const { words, ...rights } = command;
  // The Docker Engine lives outside: it would mount the empty places below our private mounts.
  if (rights.sandbox === "docker" && place.binds.length > 0)
    throw new UsageError(
      `the Docker Engine cannot be used from ${context.repository}, which only root may enter: move it to /opt/gradmark`,
    );
  const argv = words.map((word) => (word.startsWith(`${folder}/`) ? placeOf(place, word) : word));
  const child = startCommand({ place, entry: join(context.repository, "apps/cli/bin/gradmark.js"), argv, ...rights });
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => void context[name].write(text));
  // Not SIGINT: a terminal sends that one to all of us.
  const stop = (): void => void child.kill("SIGTERM");
  if (context.signal.aborted) stop();
  context.signal.addEventListener("abort", stop);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { json: null, text: "", exitCode: exitCodeOf(code, context.signal), printed: true };
  } finally {
    context.signal.removeEventListener("abort", stop);
  }
}

function exitCodeOf(code: number | null, signal: AbortSignal): CommandResult["exitCode"] {
  if (code === 0 || code === 1 || code === 2 || code === 3) return code;
  if (signal.aborted) throw new Error("The command was cancelled.");
  throw new Error(`The launcher of the sandbox ended with ${code === null ? "a signal" : `code ${code}`}.`);
}
