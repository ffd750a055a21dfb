import { describe, expect, it } from "vitest";
import { type DemoSummary, findSurprises } from "./summary.ts";
import { demoTeams } from "./teams.ts";

/** A demo in which everything came out as each team's `expected` says. */
function asExpected(): DemoSummary {
  return {
    benchmark: { engine: "tensorflow-cpu", device: "two cores", score: 0.975 },
    gradebook: "gradebook.csv",
    teams: demoTeams.map(({ name, expected, answers }) => ({
      team: name,
      publicScore: 0.95,
      privateScore: 0.95,
      beatsBenchmark: expected.beatsBenchmark,
      rerun: { outcome: expected.outcome, reasons: [] },
      audit: expected.permutedRows === null ? null : auditWith(expected.permutedRows),
      gradients: answers.map(({ problem, slot, expected: verdict }) => ({ problem, slot, verdict })),
      grade: { points: 50, open: 44, total: null, parts: [competition(expected.beatsBenchmark ? 24 : 16.8)] },
    })),
  };
}

function competition(points: number) {
  return { id: "competition", section: "mnist", title: "Competition", weight: 24, points, open: 0, why: "" };
}

function auditWith(finding: "none" | "suspicious") {
  const notRun = { finding: "not-run" as const, why: "", evidence: {} };
  return { permutedRows: { finding, why: "", evidence: {} }, repeatSpread: notRun, inputsRead: notRun, shadow: notRun };
}

const spoiled: [string, (summary: DemoSummary) => void, RegExp][] = [
  ["a benchmark on another engine", (s) => Object.assign(s.benchmark, { engine: "wasm" }), /wasm, not on TensorFlow/],
  ["a weak benchmark", (s) => Object.assign(s.benchmark, { score: 0.9 }), /benchmark is 0\.9/],
  ["a team that is missing", (s) => s.teams.shift(), /Example Lua is missing/],
  [
    "another outcome",
    (s) => Object.assign(s.teams[0]?.rerun ?? {}, { outcome: "faulted" }),
    /rerun faulted, expected reproduced/,
  ],
  [
    "an audit that saw nothing",
    (s) => Object.assign(s.teams[3] ?? {}, { audit: auditWith("none") }),
    /permuted rows none, expected suspicious/,
  ],
  [
    "a gradient judged otherwise",
    (s) => Object.assign(s.teams[0]?.gradients[0] ?? {}, { verdict: "incorrect" }),
    /sigmoid\/dx_in is incorrect/,
  ],
  [
    "a benchmark that nobody beats",
    (s) => Object.assign(s.teams[0] ?? {}, { beatsBenchmark: false }),
    /Example Lua: not better than the benchmark/,
  ],
  [
    "a beaten benchmark that brings only a part of the points",
    (s) => Object.assign(s.teams[0]?.grade ?? {}, { parts: [competition(20.4)] }),
    /20\.4 of 24 points for a score that is better/,
  ],
  [
    "all points for less than the benchmark",
    (s) => Object.assign(s.teams[1]?.grade ?? {}, { parts: [competition(24)] }),
    /24 of 24 points for a score that is not better/,
  ],
  ["a team without a score", (s) => Object.assign(s.teams[1] ?? {}, { privateScore: null }), /no private score/],
];

describe("the demo's own judgement", () => {
  it("is content when every verdict is as it should be", () => {
    expect(findSurprises(asExpected(), demoTeams, 0.96)).toEqual([]);
  });

  it.each(spoiled)("is not content with %s", (_, spoil, sentence) => {
    const summary = asExpected();
    spoil(summary);
    expect(findSurprises(summary, demoTeams, 0.96).join("\n")).toMatch(sentence);
  });
});
