import { describe, expect, it } from "vitest";
import { parseLimits, parseTolerance, usualLimits } from "./parse-options.ts";

describe("limits on the command line", () => {
  it.each([
    ["wall=10s", { wallMs: 10_000 }],
    ["wall=1.5m", { wallMs: 90_000 }],
    ["cpu=500ms", { cpuMs: 500 }],
    ["memory=512M", { memoryBytes: 512 * 2 ** 20 }],
    ["memory=2GiB", { memoryBytes: 2 * 2 ** 30 }],
    ["pids=64", { processes: 64 }],
    ["output=1M", { outputBytes: 2 ** 20 }],
    ["disk=1000", { diskBytes: 1000 }],
  ])("%s changes one limit and leaves the others", (setting, expected) => {
    expect(parseLimits([setting], usualLimits)).toEqual({ ...usualLimits, ...expected });
  });

  it.each(["wall", "wall=", "wall=0s", "wall=-1s", "wall=ten", "speed=1", "memory=1X", "pids=1.5", "constructor=1"])(
    "refuses %s and says how to write it",
    (setting) => {
      expect(() => parseLimits([setting], usualLimits)).toThrow(/write wall=10s/);
    },
  );
});

describe("a tolerance on the command line", () => {
  it.each([
    ["rows=10,score=0.001", { rows: 10, score: 0.001 }],
    ["rows=3", { rows: 3, score: 0 }],
    ["score=0.5", { rows: 0, score: 0.5 }],
  ])("%s is read", (text, expected) => {
    expect(parseTolerance(text)).toEqual(expected);
  });

  it.each(["", "rows=1.5", "rows=-1", "score=", "10", "rows=1,what=2"])("refuses %j", (text) => {
    expect(() => parseTolerance(text)).toThrow(/write rows=N/);
  });
});
