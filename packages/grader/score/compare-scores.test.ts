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
    const on = (usage: "public" | "private" | null) =>
      comparePaired({ first, second, solution, usage, metric: "accuracy" });
    expect(on("public")).toMatchObject({
      value: { rows: 50, table: { bothRight: 45, onlyFirstRight: 0, onlySecondRight: 5 } },
    });
    expect(on("private")).toMatchObject({ value: { rows: 45, table: { onlyFirstRight: 9, onlySecondRight: 4 } } });
    expect(on(null)).toMatchObject({ value: { rows: 95 } });
  });

  it("is sure of a difference that goes one way and not of one that goes both", () => {
    const perfect = file(() => 1);
    const probability = (second: Uint8Array): number => {
      const compared = comparePaired({ first: perfect, second, solution, usage: null, metric: "accuracy" });
      return compared.ok ? compared.value.probability : Number.NaN;
    };
    expect(probability(file((k) => (k < 10 ? 0 : 1)))).toBeCloseTo(2 / 2 ** 10, 12);
    expect(probability(perfect)).toBe(1);
  });

  const numbers = (noise: (k: number) => number): Uint8Array =>
    Buffer.from(`Id,y\n${Array.from({ length: 200 }, (_, k) => `${k},${k + noise(k)}`).join("\n")}\n`);

  it("draws the same rows for both files of any other metric", () => {
    const solution = numbers(() => 0);
    const compare = (first: Uint8Array, second: Uint8Array) =>
      comparePaired({ first, second, solution, usage: null, metric: "rmse" });
    const wide = numbers((k) => 10 * Math.sin(k));
    const wider = numbers((k) => 11 * Math.sin(k));
    // Far apart rows, but in each of them the second file is off by a tenth more.
    const sure = compare(wide, wider);
    expect(sure).toMatchObject({ ok: true, value: { test: "paired-bootstrap", table: null } });
    expect(sure.ok && sure.value.probability).toBeLessThan(0.01);
    expect(sure.ok && (sure.value.interval?.[1] ?? 0)).toBeLessThan(0);
    expect(compare(wide, wide)).toMatchObject({ value: { difference: 0, interval: [0, 0], probability: 1 } });
    const chance = compare(
      numbers((k) => Math.sin(k)),
      numbers((k) => Math.cos(k)),
    );
    expect(chance.ok && chance.value.probability).toBeGreaterThan(0.05);
  });

  it("says so when the metric is not defined on the rows", () => {
    const none = comparePaired({
      first: file(() => 1),
      second: file(() => 1),
      solution,
      usage: null,
      metric: "cohen-kappa",
    });
    expect(none).toMatchObject({ ok: false, problems: [{ code: "metric-undefined" }] });
  });
});
