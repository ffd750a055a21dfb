import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openShell } from "../fixtures/typed-command.ts";

const problems = resolve(import.meta.dirname, "../../../kits/lab1/problems");
const different = ["check", "--problem", "lab1/softmax", "--slot", "different", "--json", "--answer"];

describe("gradmark check", () => {
  it("accepts the right answer in LaTeX", async () => {
    await using shell = await openShell();
    const typed = await shell.type(...different, String.raw`\beta (X_{out})_i (X_{out})_j`);
    expect(typed.exitCode).toBe(0);
    expect(typed.json()).toMatchObject({ problem: "softmax", verdict: "correct", slots: [{ slot: "different" }] });
  });

  it("calls the same with a minus a wrong sign, with a counterexample", async () => {
    await using shell = await openShell();
    const typed = await shell.type(...different, String.raw`-\beta (X_{out})_i (X_{out})_j`);
    expect(typed.exitCode).toBe(1);
    expect(typed.json()).toMatchObject({
      verdict: "incorrect",
      slots: [
        {
          diagnoses: expect.arrayContaining([expect.objectContaining({ code: "sign" })]),
          counterexample: { inputs: expect.any(Object) },
        },
      ],
    });
  });

  it("ends with 2 and the position for an answer that cannot be read", async () => {
    await using shell = await openShell();
    const typed = await shell.type("check", "--problem", "lab1/sigmoid", "--answer", "dE/dx_out * gama");
    expect(typed.exitCode).toBe(2);
    expect(typed.stdout).toMatch(/at character 13/);
  });

  it("gives cases to the slots whose condition they name", async () => {
    await using shell = await openShell();
    const cases = String.raw`\begin{cases} -\beta (X_{out})_i (1-(X_{out})_i) & i = j \\ \beta (X_{out})_i (X_{out})_j & i \ne j \end{cases}`;
    const typed = await shell.type("check", "--problem", "lab1/softmax", "--answer", cases, "--json");
    expect(typed.json()).toMatchObject({ verdict: "correct", slots: [{ slot: "same" }, { slot: "different" }] });
  });

  it.each([
    ["a problem that is not there", ["--problem", "lab1/nothing", "--answer", "1"], /no problem "lab1\/nothing"/],
    ["a path that climbs out", ["--problem", "../lab1", "--answer", "1"], /not a problem file|no problem/],
    ["a slot that is not there", ["--problem", "lab1/softmax", "--slot", "x", "--answer", "1"], /slot/],
    ["no answer", ["--problem", "lab1/softmax"], /--answer/],
  ])("ends with 2 for %s", async (_, argv, sentence) => {
    await using shell = await openShell();
    const typed = await shell.type("check", ...argv);
    expect(typed.exitCode).toBe(2);
    expect(typed.stderr).toMatch(sentence);
  });

  it("checks a batch line by line, in order, and goes on after a line that cannot be used", async () => {
    await using shell = await openShell();
    const lines = [
      { id: 1, problem: "sigmoid", answer: "dE/dx_out*x_out*(1-x_out)" },
      { id: "b", problem: "softmax", answer: { "i == j": "-beta*X_out[i]*(1-X_out[i])", "i != j": "0" } },
      { id: 3, problem: "nothing", answer: "1" },
    ];
    await writeFile(join(shell.folder, "b.jsonl"), `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{oops\n`);
    const typed = await shell.type("check", "--problems", problems, "--batch", "b.jsonl");
    const answers = typed.stdout
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(answers).toMatchObject([
      { id: 1, verdict: "correct" },
      { id: "b", verdict: "incorrect", slots: [{ verdict: "correct" }, { verdict: "incorrect" }] },
      { id: 3, error: { code: "unknown-problem" } },
      { id: null, error: { code: "bad-json" } },
    ]);
    expect(typed.exitCode).toBe(2);
  });
});
