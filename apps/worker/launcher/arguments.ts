import { runLimits } from "@gradmark/contract";
import { sandboxNames } from "@gradmark/grader";
import { z } from "zod";

const user = z.strictObject({ uid: z.number().int().positive(), gid: z.number().int().positive() });
const ms = z.number().int().positive();

/** What the launcher is told at its start, as JSON. Paths are those of its own mount namespace. */
export const launcherArguments = z.strictObject({
  home: z.string().startsWith("/"),
  user: user.nullable(),
  concurrency: z.number().int().min(1).max(64),
  allowReduced: z.boolean(),
  pace: z.strictObject({ pollMs: ms, leaseMs: ms, heartbeatMs: ms, reportMs: ms, retryMs: ms }),
});
export type LauncherArguments = z.infer<typeof launcherArguments>;

/** What the worker is told by its launcher. */
export const workerArguments = launcherArguments.omit({ user: true }).extend({ sandbox: z.string() });
export type WorkerArguments = z.infer<typeof workerArguments>;

/** What the launcher of one command is told. Paths are those of its own mount namespace. */
export const commandArguments = z.strictObject({
  home: z.string().startsWith("/"),
  user,
  /** A Node program and its arguments, for the service user. */
  program: z.array(z.string()).min(1),
  sandbox: z.enum(sandboxNames),
  /** No run may have more than the command was given. */
  limits: runLimits,
  allowReduced: z.boolean(),
});
export type CommandArguments = z.infer<typeof commandArguments>;

/** File descriptor of the worker at which the launcher's sandbox answers. */
export const sandboxDescriptor = 3;
