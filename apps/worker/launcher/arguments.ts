import { z } from "zod";

const ms = z.number().int().positive();

/** What the launcher is told at its start, as JSON. Paths are those of its own mount namespace. */
export const launcherArguments = z.strictObject({
  home: z.string().startsWith("/"),
  user: z.strictObject({ uid: z.number().int().positive(), gid: z.number().int().positive() }).nullable(),
  concurrency: z.number().int().min(1).max(64),
  allowReduced: z.boolean(),
  pace: z.strictObject({ pollMs: ms, leaseMs: ms, heartbeatMs: ms, reportMs: ms, retryMs: ms }),
});
export type LauncherArguments = z.infer<typeof launcherArguments>;

/** What the worker is told by its launcher. */
export const workerArguments = launcherArguments.omit({ user: true }).extend({ sandbox: z.string() });
export type WorkerArguments = z.infer<typeof workerArguments>;

/** File descriptor of the worker at which the launcher's sandbox answers. */
export const sandboxDescriptor = 3;
