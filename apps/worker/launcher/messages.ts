import { limitNames, runLimits, sandboxCapability } from "@gradmark/contract";
import type { RunResult, SandboxProbe } from "@gradmark/grader";
import { z } from "zod";

/** Bytes as they cross the channel. */
const base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const path = z
  .string()
  .startsWith("/")
  .max(4096)
  .refine((text) => !text.includes("\0"));

/** A run as the worker asks for it: closed, so that a key nobody has thought about is refused and not ignored. */
export const runSpec = z.strictObject({
  command: z.array(z.string().max(4096)).min(1).max(32),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().max(4096)),
  mounts: z.array(z.strictObject({ source: path, at: path, watched: z.boolean().exactOptional() })).max(16),
  limits: runLimits,
  collect: z
    .strictObject({ name: z.string().regex(/^[\w.-]{1,128}$/), maxBytes: z.number().int().nonnegative() })
    .nullable(),
  keptLogBytes: z.number().int().nonnegative(),
  allowReduced: z.boolean().exactOptional(),
  rootFolder: path.exactOptional(),
});

/** What the worker may ask of the launcher: everything that it may. */
export const request = z.discriminatedUnion("ask", [
  z.strictObject({ id: z.number().int().positive(), ask: z.literal("probe") }),
  z.strictObject({ id: z.number().int().positive(), ask: z.literal("run"), spec: runSpec }),
  z.strictObject({ id: z.number().int().positive(), ask: z.literal("cancel") }),
  z.strictObject({ id: z.number().int().positive(), ask: z.literal("reap") }),
]);
export type Request = z.infer<typeof request>;

export const probeAnswer = z.object({
  sandbox: z.string(),
  available: z.boolean(),
  reduced: z.boolean(),
  why: z.string().nullable(),
  capabilities: z.array(z.object({ name: sandboxCapability, present: z.boolean(), why: z.string() })),
}) satisfies z.ZodType<SandboxProbe>;

const keptOutput = z.object({ bytes: z.number(), head: base64, tail: base64 });
export const runAnswer = z.object({
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  wallMs: z.number(),
  cpuMs: z.number().nullable(),
  peakMemoryBytes: z.number().nullable(),
  oomKills: z.number(),
  refusedProcesses: z.number(),
  stdout: keptOutput,
  stderr: keptOutput,
  limitsHit: z.array(z.enum(limitNames)),
  collected: z.discriminatedUnion("state", [
    z.object({ state: z.literal("not-asked") }),
    z.object({ state: z.literal("none") }),
    z.object({ state: z.literal("not-a-file"), kind: z.string() }),
    z.object({ state: z.literal("too-large"), bytes: z.number() }),
    z.object({ state: z.literal("file"), bytes: base64 }),
  ]),
  sandbox: z.string(),
  capabilities: z.array(sandboxCapability),
}) satisfies z.ZodType<RunResult, unknown>;

/** What the launcher says: output while a run goes on, then one answer or one fault for each request. */
export const reply = z.discriminatedUnion("say", [
  z.object({ id: z.number(), say: z.literal("output"), stream: z.enum(["stdout", "stderr"]), chunk: base64 }),
  z.object({ id: z.number(), say: z.literal("answer"), value: z.unknown() }),
  z.object({
    id: z.number(),
    say: z.literal("fault"),
    code: z.enum(["host-sandbox-unavailable", "host-sandbox-failed", "host-interrupted"]),
    message: z.string(),
  }),
]);

/** JSON has no bytes: they travel as base64. */
export function packBytes(value: unknown): unknown {
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
  if (Array.isArray(value)) return value.map(packBytes);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, packBytes(item)]));
}
