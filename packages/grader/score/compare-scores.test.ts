import { describe, expect, it } from "vitest";
import { comparePaired } from "./compare-scores.ts";

const file = (label: (k: number) => number, usage?: (k: number) => string): Uint8Array => {
  const header = usage ? "Id,Label,Usage" : "Id,Label";
  const lines = Array.from({ length: 100 }, (_, k) => `${k},${label(k)}${usage ? `,${usage(k)}` : ""}`);
  return Buffer.from(`${header}\n${lines.join("\n")}\n`);
};

describe("comparing two files on the same rows", () => {
  const solution = file(
    () => 1,
    (k) => (k < 50 ? "Public" : k < 95 ? "Private" : "Ignored"),
  );

  it("counts who is right on the rows of one usage, and never the ignored ones", () => {
    const first = file((k) => (k % 10 === 0 ? 0 : 1));
    const second = file((k) => (k >= 60 && k < 70 ? 0 : 1));
    const on = (usage: "public" | "private" | null) => comparePaired({ first, second, solution, usage });
    expect(on("public")).toMatchObject({ value: { rows: 50, bothRight: 45, onlyFirstRight: 0, onlySecondRight: 5 } });
    expect(on("private")).toMatchObject({ value: { rows: 45, onlyFirstRight: 9, onlySecondRight: 4 } });
    expect(on(null)).toMatchObject({ value: { rows: 95 } });
  });

  it("is sure of a difference that goes one way and not of one that goes both", () => {
    const perfect = file(() => 1);
    const probability = (second: Uint8Array): number => {
      const compared = comparePaired({ first: perfect, second, solution, usage: null });
      return compared.ok ? compared.value.probability : Number.NaN;
    };
    expect(probability(file((k) => (k < 10 ? 0 : 1)))).toBeCloseTo(2 / 2 ** 10, 12);
    expect(probability(perfect)).toBe(1);
  });
});
