import type { Scored } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { shorten, viewPrivateBoard, viewPublicBoard } from "./view.ts";

const at = new Date("2026-11-24T12:00:00Z");
const scored = (score: number): Scored => ({ score, rows: 1000, interval: null });
const row = (teamId: string, score: number) => ({
  teamId,
  teamName: teamId.toUpperCase(),
  entryId: `entry-${teamId}`,
  publicScore: scored(score),
  uploadedAt: at,
});

describe("viewPublicBoard", () => {
  it("lets equal scores share the better place and skips the places after them", () => {
    const rows = [row("a", 0.8), row("b", 0.9), row("c", 0.9), row("d", 0.7)];
    const lines = viewPublicBoard({ metric: "accuracy", ownTeamId: "c", rows, benchmark: null });
    expect(lines.map(({ name, place, tied, own }) => [name, place, tied, own])).toEqual([
      ["B", 1, true, false],
      ["C", 1, true, true],
      ["A", 3, false, false],
      ["D", 4, false, false],
    ]);
  });

  it("puts the benchmark among the teams without taking a place", () => {
    const benchmark = { id: "x", public: scored(0.85), uploadedAt: at };
    const rows = [row("a", 0.8), row("b", 0.9)];
    const lines = viewPublicBoard({ metric: "accuracy", ownTeamId: null, rows, benchmark });
    expect(lines.map(({ name, place }) => [name, place])).toEqual([
      ["B", 1],
      ["Benchmark", null],
      ["A", 2],
    ]);
  });

  it("calls a team better than the benchmark only when its score is strictly better", () => {
    const benchmark = { id: "x", public: scored(0.85), uploadedAt: at };
    const rows = [row("a", 0.85), row("b", 0.9), row("c", 0.8)];
    const lines = viewPublicBoard({ metric: "accuracy", ownTeamId: null, rows, benchmark });
    expect(lines.map(({ name, beatsBenchmark }) => [name, beatsBenchmark])).toEqual([
      ["B", true],
      ["A", false],
      ["Benchmark", null],
      ["C", false],
    ]);
  });

  it("puts the smaller score first where smaller is better", () => {
    const rows = [row("a", 0.8), row("b", 0.9)];
    const lines = viewPublicBoard({ metric: "log-loss", ownTeamId: null, rows, benchmark: null });
    expect(lines.map(({ name, place }) => [name, place])).toEqual([
      ["A", 1],
      ["B", 2],
    ]);
  });
});

describe("viewPrivateBoard", () => {
  it("orders by the best private score of a team's final entries and says how far it moved", () => {
    const rows = [row("a", 0.9), row("b", 0.8)];
    const finals = [
      { ...row("a", 0.9), privateScore: scored(0.7) },
      { ...row("b", 0.8), privateScore: scored(0.6) },
      { ...row("b", 0.7), privateScore: scored(0.75) },
    ];
    const lines = viewPrivateBoard({ metric: "accuracy", ownTeamId: null, rows, finals, benchmark: null });
    expect(lines.map(({ name, place, private: end }) => [name, place, end?.place, end?.gained])).toEqual([
      ["B", 2, 1, 1],
      ["A", 1, 2, -1],
    ]);
  });
});

describe("shorten", () => {
  it("keeps the reader's own line and the benchmark beyond the limit", () => {
    const rows = [row("a", 0.9), row("b", 0.8), row("c", 0.7)];
    const benchmark = { id: "x", public: scored(0.1), uploadedAt: at };
    const lines = viewPublicBoard({ metric: "accuracy", ownTeamId: "c", rows, benchmark });
    expect(shorten(lines, 1).map(({ name }) => name)).toEqual(["A", "C", "Benchmark"]);
  });
});
