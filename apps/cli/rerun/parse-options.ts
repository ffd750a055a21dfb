import type { RunLimits } from "@gradmark/contract";
import { UsageError } from "../output/result.ts";

/** Limits for a script without a kit. */
export const usualLimits: RunLimits = {
  wallMs: 120_000,
  cpuMs: 240_000,
  memoryBytes: 2 * 2 ** 30,
  processes: 64,
  outputBytes: 2 ** 20,
  diskBytes: 256 * 2 ** 20,
};

/** Option name → key of the limits, and what its number counts. */
const limitOptions = {
  wall: { key: "wallMs", parse: parseDuration },
  cpu: { key: "cpuMs", parse: parseDuration },
  memory: { key: "memoryBytes", parse: parseBytes },
  pids: { key: "processes", parse: parseCount },
  output: { key: "outputBytes", parse: parseBytes },
  disk: { key: "diskBytes", parse: parseBytes },
} as const satisfies Record<string, { key: keyof RunLimits; parse: (text: string) => number | null }>;

/** `wall=10s`, `memory=512M`, … on top of the given limits. */
export function parseLimits(settings: readonly string[], limits: RunLimits): RunLimits {
  const result = { ...limits };
  for (const setting of settings) {
    const [name = "", text = ""] = setting.split("=", 2);
    const option = Object.hasOwn(limitOptions, name) ? limitOptions[name as keyof typeof limitOptions] : undefined;
    const value = option?.parse(text);
    if (!option || value === null || value === undefined) {
      throw new UsageError(
        `--limit "${setting}": write wall=10s, cpu=60s, memory=512M, pids=64, output=1M or disk=256M`,
      );
    }
    result[option.key] = value;
  }
  return result;
}

/** `rows=N,score=X`, either of them or both. */
export function parseTolerance(text: string): { rows: number; score: number } {
  const tolerance = { rows: 0, score: 0 };
  for (const setting of text.split(",")) {
    const [name = "", value = ""] = setting.split("=", 2);
    const number = Number(value);
    const usable = value !== "" && Number.isFinite(number) && number >= 0;
    if (name === "rows" && usable && Number.isInteger(number)) tolerance.rows = number;
    else if (name === "score" && usable) tolerance.score = number;
    else throw new UsageError(`--tolerance "${text}": write rows=N,score=X, such as rows=10,score=0.001`);
  }
  return tolerance;
}

export function parseNumber(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new UsageError(`${option} is a number, not "${text}"`);
}

export function parseWhole(text: string, option: string, least: number): number {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= least) return value;
  throw new UsageError(`${option} is a whole number from ${least}, not "${text}"`);
}

function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  if (!match) return null;
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? "s"] ?? 1000;
  return positive(Math.round(Number(match[1]) * unit));
}

function parseBytes(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(?:([KMG])i?B?|B)?$/i.exec(text);
  if (!match) return null;
  const unit = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 }[(match[2] ?? "").toUpperCase()] ?? 1;
  return positive(Math.round(Number(match[1]) * unit));
}

function parseCount(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? positive(Number(text)) : null;
}

function positive(value: number): number | null {
  return value > 0 && Number.isSafeInteger(value) ? value : null;
}
