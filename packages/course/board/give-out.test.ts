import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { formatBoard } from "./format-board.ts";
import { pseudonym } from "./pseudonym.ts";

const row = (team: string) => ({
  kind: "team" as const,
  place: 1,
  team,
  public: { score: 0.5, rows: 10, interval: [0.2, 0.8] as [number, number] },
  private: null,
  uploadedAt: new Date("2026-11-24T12:00:00Z"),
  beatsBenchmark: false,
});

describe("formatBoard", () => {
  it("lets no name run as a formula, and keeps commas, quotes and scripts of names", () => {
    const hostile = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "＝1", "\tx", 'a "b", c', "Über 团队"];
    const text = formatBoard(hostile.map(row), { revealed: false });
    const cells = Papa.parse<string[]>(text.trim(), { newline: "\r\n" })
      .data.slice(1)
      .map((line) => line[2] ?? "");
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@＝\t]/);
    expect(cells.slice(-2)).toEqual(hostile.slice(-2));
    expect(text.startsWith("\ufeff")).toBe(true);
  });

  it("has no private column, not even by name, before the reveal", () => {
    const revealed = { ...row("A"), private: { score: { score: 0.4, rows: 10, interval: null }, publicPlace: 3 } };
    expect(formatBoard([revealed], { revealed: false })).not.toMatch(/private|0\.4/i);
    expect(formatBoard([revealed], { revealed: true })).toContain(",3,0.4,,,10,");
  });
});

describe("pseudonym", () => {
  it("is the same each time, another one under another key, and hardly ever one for two teams", () => {
    const names = Array.from({ length: 2000 }, (_, k) => pseudonym("seed", `team-${k}`));
    expect(names[0]).toMatch(/^Team [a-z]{5}-[a-z]{5}-\d\d$/);
    expect(pseudonym("seed", "team-0")).toBe(names[0]);
    expect(pseudonym("other", "team-0")).not.toBe(names[0]);
    expect(new Set(names).size).toBeGreaterThan(1997);
  });

  it("stands in no order of registration", () => {
    const names = Array.from({ length: 200 }, (_, k) => pseudonym("seed", `team-${k}`));
    const sorted = names.toSorted();
    const inOrder = names.filter((name, k) => k > 0 && name > (names[k - 1] ?? "")).length;
    expect(sorted).not.toEqual(names);
    expect(inOrder).toBeGreaterThan(70);
    expect(inOrder).toBeLessThan(130);
  });
});
