import type { Scored } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { gapBefore, mergeLines, rankKeyOf, scoreOfKey, viewBenchmark, viewLines } from "./view.ts";

const at = new Date("2026-11-24T12:00:00Z");
const scored = (score: number): Scored => ({ score, rows: 1000, interval: null });
const row = (teamId: string, score: number) => ({
  teamId,
  teamName: teamId.toUpperCase(),
  entryId: `entry-${teamId}`,
  publicScore: scored(score),
  uploadedAt: at,
  rankKey: rankKeyOf("accuracy", { score }),
});
const around = {
  from: 0,
  firstPlace: 1,
  lastTied: false,
  benchmark: null,
  earlier: new Map<string, number>(),
  nameOf: ({ teamId, teamName }: { teamId: string; teamName: string }) => ({
    id: teamId,
    name: teamName,
    own: teamId === "c",
  }),
};
const benchmark = (score: number, position: number) =>
  viewBenchmark({ id: "x", createdAt: at, publicScore: scored(score) }, position);

describe("viewLines", () => {
  it("lets equal scores share the better place and skips the places after them", () => {
    const rows = [row("b", 0.9), row("c", 0.9), row("a", 0.8), row("d", 0.7)];
    expect(viewLines(rows, around).map(({ name, place, tied, own }) => [name, place, tied, own])).toEqual([
      ["B", 1, true, false],
      ["C", 1, true, true],
      ["A", 3, false, false],
      ["D", 4, false, false],
    ]);
  });

  it("goes on in the middle of a board, also where the rows before or after are level", () => {
    const rows = [row("e", 0.6), row("f", 0.5)];
    const lines = viewLines(rows, { ...around, from: 7, firstPlace: 6, lastTied: true });
    expect(lines.map(({ position, place, tied }) => [position, place, tied])).toEqual([
      [7, 6, true],
      [8, 9, true],
    ]);
  });

  it("calls a team better than the benchmark only when its score is strictly better", () => {
    const rows = [row("b", 0.9), row("a", 0.85), row("c", 0.8)];
    const lines = viewLines(rows, { ...around, benchmark: { rankKey: rankKeyOf("accuracy", { score: 0.85 }) } });
    expect(lines.map(({ beatsBenchmark }) => beatsBenchmark)).toEqual([true, false, false]);
  });

  it("says how many places a team won since midnight, and nothing of one that was not there", () => {
    const earlier = new Map([
      ["b", 3],
      ["a", 1],
    ]);
    const lines = viewLines([row("b", 0.9), row("a", 0.8), row("n", 0.7)], { ...around, earlier });
    expect(lines.map(({ moved }) => moved)).toEqual([2, -1, null]);
  });
});

describe("mergeLines", () => {
  it("puts the benchmark after the teams that are at least as good, without taking a place", () => {
    const lines = viewLines([row("b", 0.9), row("a", 0.85), row("c", 0.8)], around);
    expect(mergeLines(lines, benchmark(0.85, 2)).map(({ name, place }) => [name, place])).toEqual([
      ["B", 1],
      ["A", 2],
      ["Benchmark", null],
      ["C", 3],
    ]);
  });

  it("shows a team once that is asked for twice, and tells what is left out", () => {
    const top = viewLines([row("b", 0.9), row("c", 0.8)], around);
    const near = viewLines([row("g", 0.3)], { ...around, from: 6, firstPlace: 7 });
    const lines = mergeLines([...top, ...top.slice(1), ...near], benchmark(0.5, 4));
    expect(lines.map((line, k) => [line.name, gapBefore(line, lines[k - 1])])).toEqual([
      ["B", 0],
      ["C", 0],
      ["Benchmark", 2],
      ["G", 2],
    ]);
  });
});

describe("a place value", () => {
  it("is smaller for the better score in either direction, and leads back to the score", () => {
    expect(rankKeyOf("accuracy", { score: 0.9 })).toBeLessThan(rankKeyOf("accuracy", { score: 0.8 }));
    expect(rankKeyOf("log-loss", { score: 0.8 })).toBeLessThan(rankKeyOf("log-loss", { score: 0.9 }));
    for (const metric of ["accuracy", "log-loss"] as const)
      expect(scoreOfKey(metric, rankKeyOf(metric, { score: 0.25 }))).toBe(0.25);
    expect(Object.is(scoreOfKey("accuracy", rankKeyOf("accuracy", { score: 0 })), 0)).toBe(true);
  });
});
