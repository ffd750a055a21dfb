import { type LimitName, limitNames, type Parsed, type Predictions, type RunLimits } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import type { RunResult } from "../sandbox/sandbox.ts";
import { failureOf } from "./failure-of-run.ts";

const limits: RunLimits = {
  wallMs: 120_000,
  cpuMs: 60_000,
  memoryBytes: 512 * 2 ** 20,
  processes: 64,
  outputBytes: 2 ** 20,
  diskBytes: 256 * 2 ** 20,
};
const printed = (text: string) => ({ bytes: text.length, head: Buffer.from(text), tail: new Uint8Array() });
const good: Parsed<Predictions> = { ok: true, value: new Map() };
const endedWell: RunResult = {
  exitCode: 0,
  signal: null,
  wallMs: 100,
  cpuMs: 90,
  peakMemoryBytes: 1000,
  oomKills: 0,
  refusedProcesses: 0,
  stdout: printed(""),
  stderr: printed(""),
  limitsHit: [],
  collected: { state: "file", bytes: Buffer.from("Id,Label\n") },
  sandbox: "bwrap",
  capabilities: [],
};
const failure = (result: Partial<RunResult>, parsed: Parsed<Predictions> | null = good) =>
  failureOf({ result: { ...endedWell, ...result }, parsed, limits, outputName: "predictions.csv" });
const codes = (...args: Parameters<typeof failure>) => failure(...args)?.map((reason) => reason.code) ?? null;
const message = (...args: Parameters<typeof failure>) => failure(...args)?.[0]?.message;

describe("why a run failed", () => {
  it("is nothing for a clean end with a good file", () => expect(failure({})).toBeNull());

  it("is the first limit of the order wall, output, disk, memory, processes, processor time", () => {
    const order: LimitName[] = ["wall", "output", "disk", "memory", "processes", "cpu"];
    expect(order.toSorted()).toEqual(limitNames.toSorted());
    order.forEach((first, k) => {
      const limitsHit = order.slice(k).toReversed();
      expect(codes({ limitsHit, exitCode: 137, signal: "SIGKILL" })).toEqual([`limit-${first}`]);
    });
  });

  it("is a limit before the exit code and the bad file that follow from it", () => {
    const bad: Parsed<Predictions> = { ok: false, problems: [{ code: "missing-id", message: "3 ids are missing." }] };
    expect(codes({ limitsHit: ["disk"] }, bad)).toEqual(["limit-disk"]);
    expect(codes({ limitsHit: ["memory"] })).toEqual(["limit-memory"]);
    expect(codes({ exitCode: 1 }, bad)).toEqual(["exit-nonzero"]);
  });

  it("is neither a full folder beside a good file nor refused processes of a script that ended well", () => {
    expect(failure({ limitsHit: ["disk"] })).toBeNull();
    expect(failure({ limitsHit: ["processes"], refusedProcesses: 5 })).toBeNull();
  });

  it("is told with numbers, the last line printed and what to do", () => {
    expect(
      message({ limitsHit: ["wall"], collected: { state: "none" }, stdout: printed("epoch 2\nepoch 3\n\n") }),
    ).toBe(
      'Your script was stopped after 120 s; it had written nothing. Last line printed: "epoch 3". A result script should load the trained model, not train it.',
    );
    expect(message({ limitsHit: ["memory"] })).toContain("more than 512 MiB of memory");
    expect(message({ limitsHit: ["processes"], exitCode: 1, refusedProcesses: 936 })).toContain(
      "more than 64 processes or threads at once; 936 were refused",
    );
    expect(message({ exitCode: 1, stderr: printed("Traceback\nModuleNotFoundError: No module named 'torch'\n") })).toBe(
      "Your script ended with exit code 1. Last line of its error output: \"ModuleNotFoundError: No module named 'torch'\". Try it in an empty folder with only the handed-in files.",
    );
    expect(message({ exitCode: 139, signal: "SIGSEGV" })).toContain("ended by signal SIGSEGV (status 139)");
  });

  it("shows no control character of what the script printed", () => {
    expect(message({ exitCode: 1, stderr: printed("\u001b]0;x\u0007bad") })).toContain('"␛]0;x␇bad"');
  });

  it("is what lies in place of the file", () => {
    expect(message({ collected: { state: "not-a-file", kind: "a symbolic link" } }, null)).toBe(
      "predictions.csv is a symbolic link. Write it as an ordinary file.",
    );
    expect(codes({ collected: { state: "too-large", bytes: 10 } }, null)).toEqual(["predictions-too-large"]);
    expect(codes({ collected: { state: "none" } }, null)).toEqual(["no-predictions"]);
  });

  it("is every problem of a bad file", () => {
    const problems = [17, 18].map((row) => ({
      code: "duplicate-id" as const,
      row,
      message: `row ${row}: id 4 again.`,
    }));
    expect(failure({}, { ok: false, problems })?.map((reason) => reason.message)).toEqual([
      "predictions.csv, row 17: id 4 again.",
      "predictions.csv, row 18: id 4 again.",
    ]);
  });
});
