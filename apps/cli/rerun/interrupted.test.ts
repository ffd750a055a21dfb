import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { rerunVerdict } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { type StartedCommand, startCommandIn, tracesOf, writeTwoImages } from "../fixtures/started-command.ts";
import { openShell, type Shell } from "../fixtures/typed-command.ts";

const notRoot = process.geteuid?.() !== 0;

const neverEnds = `
import os, time
for signal_like in range(3):
    print("epoch", signal_like, "\\033[31m", flush=True)
open("left.txt", "w").write("x")
while True: time.sleep(1)
`;

/** A rerun on whose script is printing by now, and what it has on the machine. */
async function startRun(shell: Shell, ...more: string[]) {
  await writeTwoImages(shell);
  await writeFile(join(shell.folder, "result.py"), neverEnds);
  const run = startCommandIn(shell, "rerun", "--script", "result.py", "--data", "data", "--json", ...more);
  await run.said("epoch 2");
  return { run, traces: tracesOf(run) };
}

const workFolders = (shell: Shell): string[] =>
  readdirSync(shell.folder).filter((name) => name.startsWith("gradmark-"));

describe.skipIf(notRoot)(`a rerun that is interrupted${notRoot ? " (needs root)" : ""}`, { timeout: 180_000 }, () => {
  it.each([
    ["Ctrl-C, which everybody in the terminal gets", (run: StartedCommand) => run.interrupt()],
    ["a signal to the command alone", (run: StartedCommand) => void run.child.kill("SIGINT")],
  ])("by %s ends with 3, a faulted verdict, and nothing left", async (_, interrupt) => {
    await using shell = await openShell();
    const { run, traces } = await startRun(shell);
    expect(traces.uids.length).toBe(1);
    expect(traces.left().length).toBeGreaterThan(6);
    interrupt(run);
    expect(await run.ended, run.printed.stderr).toBe(3);
    const verdict = rerunVerdict.parse(JSON.parse(run.printed.stdout));
    expect(verdict).toMatchObject({ outcome: "faulted", reasons: [{ code: "host-interrupted", side: "host" }] });
    // The process that waited for the next run sees the end of its launcher a moment later.
    for (let wait = 0; wait < 100 && traces.left().length > 0; wait++) await sleep(20);
    expect(traces.left()).toEqual([]);
    expect(workFolders(shell)).toEqual([]);
  });

  it("because its process was killed leaves neither processes nor mounts, control groups or leases", async () => {
    await using shell = await openShell();
    const { run, traces } = await startRun(shell);
    run.child.kill("SIGKILL");
    await run.ended;
    for (let wait = 0; wait < 200 && traces.left().length > 0; wait++) await sleep(50);
    expect(traces.left()).toEqual([]);
  });
});

describe("--progress json", { timeout: 120_000 }, () => {
  it("tells each step and each piece of output in a line of its own, with signs for control characters", async () => {
    await using shell = await openShell();
    await writeTwoImages(shell);
    const script =
      'print("\\27[31mred")\nlocal out = io.open("predictions.csv", "w")\nout:write("Id,Label\\n4,7\\n9,7\\n")\n';
    await writeFile(join(shell.folder, "result.lua"), script);
    const words = [
      "rerun",
      "--script",
      "result.lua",
      "--data",
      "data",
      "--repeat",
      "2",
      "--json",
      "--progress",
      "json",
    ];
    const run = startCommandIn(shell, ...words);
    const code = await run.ended;
    if (!notRoot) expect(code, run.printed.stderr).toBe(0);
    const events = run.printed.stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events).toEqual([
      { kind: "step", step: "plain", number: 1, of: 1 },
      ...(notRoot ? [] : [{ kind: "output", stream: "stdout", text: "␛[31mred\n" }]),
      ...(notRoot ? [] : [{ kind: "step", step: "repeat", number: 2, of: 2 }]),
    ]);
    expect(rerunVerdict.parse(JSON.parse(run.printed.stdout)).outcome).toBe(notRoot ? "faulted" : "produced");
  });
});
