import { z } from "zod";
import { scriptQuality } from "./script-quality.ts";

export const rerunOutcomes = ["reproduced", "within-tolerance", "differs", "rejected", "produced", "faulted"] as const;
export const rerunOutcome = z.enum(rerunOutcomes);
export type RerunOutcome = z.infer<typeof rerunOutcome>;

/** Why a rerun ended as it did. A closed list; `host-…` codes are our fault and never a student's. */
export const rerunReasonCodes = [
  "same-predictions",
  "same-score",
  "within-tolerance",
  "rows-differ",
  "older-entry",
  "score-differs",
  "nothing-to-compare",
  "script-unreadable",
  "script-not-utf8",
  "script-too-large",
  "script-unknown-runtime",
  "limit-wall",
  "limit-cpu",
  "limit-memory",
  "limit-processes",
  "limit-output",
  "limit-disk",
  "exit-nonzero",
  "killed-by-signal",
  "no-predictions",
  "predictions-not-a-file",
  "predictions-too-large",
  "predictions-bad",
  "host-sandbox-unavailable",
  "host-sandbox-failed",
  "host-runtime-missing",
  "host-data-missing",
  "host-interrupted",
] as const;

/** The limits under which a result script runs. Bytes and milliseconds; `disk` is the size of its working folder. */
export const runLimits = z.object({
  wallMs: z.number().int().positive(),
  cpuMs: z.number().int().positive(),
  memoryBytes: z.number().int().positive(),
  processes: z.number().int().positive(),
  outputBytes: z.number().int().positive(),
  diskBytes: z.number().int().positive(),
});
export type RunLimits = z.infer<typeof runLimits>;

export const limitNames = ["wall", "cpu", "memory", "processes", "output", "disk"] as const;
export type LimitName = (typeof limitNames)[number];

/** What a sandbox driver can enforce on this machine. */
export const sandboxCapabilities = [
  "network-isolation",
  "distinct-uid",
  "kill-all",
  "wall-limit",
  "memory-limit",
  "process-limit",
  "cpu-accounting",
  "disk-quota",
  "seccomp",
  "oom-detection",
] as const;
export const sandboxCapability = z.enum(sandboxCapabilities);
export type SandboxCapability = z.infer<typeof sandboxCapability>;

const reason = z.object({
  code: z.enum(rerunReasonCodes),
  side: z.enum(["team", "host"]),
  message: z.string(),
});

const comparison = z.object({
  basis: z.enum(["rows", "score"]),
  sameBytes: z.boolean(),
  rows: z.number().int(),
  rowsDiffering: z.number().int(),
  missingIds: z.number().int(),
  extraIds: z.number().int(),
  duplicateIds: z.number().int(),
  /** At most 20, in the order of the final entry. */
  firstDifferences: z.array(z.object({ id: z.string(), expected: z.string(), got: z.string() })),
  /** counts[claimed][rerun] over rows that both have, where there is one column with few labels. */
  confusion: z.object({ labels: z.array(z.string()), counts: z.array(z.array(z.number().int())) }).optional(),
  scoreExpected: z.number().nullable(),
  scoreRerun: z.number().nullable(),
  /** An earlier entry of the team that the rerun is nearer to than to the final entry. */
  closestEarlierEntry: z
    .object({ entryId: z.string(), uploadedAt: z.string(), rowsDiffering: z.number().int() })
    .optional(),
});
export type Comparison = z.infer<typeof comparison>;

const run = z.object({
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  wallMs: z.number(),
  cpuMs: z.number().nullable(),
  /** Peak of the whole group, file cache included; null when it could not be measured. */
  peakMemoryBytes: z.number().nullable(),
  stdoutBytes: z.number().int(),
  stderrBytes: z.number().int(),
  truncated: z.boolean(),
  limitsHit: z.array(z.enum(limitNames)),
  sandbox: z.string(),
  capabilities: z.array(sandboxCapability),
});
export type RunReport = z.infer<typeof run>;

export const auditFindings = ["none", "note", "suspicious", "not-run"] as const;
export const auditItem = z.object({
  finding: z.enum(auditFindings),
  why: z.string(),
  evidence: z.record(z.string(), z.unknown()),
});
export type AuditItem = z.infer<typeof auditItem>;

const audit = z.object({
  /** The test rows in another order under other ids: predictions must follow the images. */
  permutedRows: auditItem,
  /** The same run again: how many rows move. */
  repeatSpread: auditItem,
  /** Files that the script opened. */
  inputsRead: auditItem,
  /** Score on images that were never given out. */
  shadow: auditItem,
  /** What the link to the model gives now, against the file that was pinned; only for a model handed in as a link. */
  modelLink: auditItem.optional(),
});
export type Audit = z.infer<typeof audit>;

/** What a rerun of a result script found: design section 5. */
export const rerunVerdict = z.object({
  outcome: rerunOutcome,
  reasons: z.array(reason).min(1),
  comparison: comparison.nullable(),
  run: run.nullable(),
  output: z.object({ file: z.string(), sha256: z.string(), bytes: z.number().int() }).nullable(),
  logs: z.object({ stdout: z.string(), stderr: z.string() }),
  audit: audit.nullable(),
  /** A look at the script's text, where it was asked for and can be read: advice for a person. */
  quality: scriptQuality.optional(),
  environment: z.object({
    kernel: z.string(),
    cpu: z.string(),
    runtime: z.object({ name: z.string(), version: z.string() }).nullable(),
    packages: z.record(z.string(), z.string()),
    limits: runLimits,
  }),
});
export type RerunVerdict = z.infer<typeof rerunVerdict>;
export type RerunReason = z.infer<typeof reason>;
