import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fixedMetricNames, metricDirection } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Cells, inputOf } from "../fixtures/metric-columns.ts";
import { findMetric } from "./metrics/find-metric.ts";

const cells = z.array(z.array(z.string()));
const columns = z.array(z.string());
const reference = z
  .object({
    cases: z.array(
      z.object({
        metric: z.string(),
        truthColumns: columns,
        truth: cells,
        predictedColumns: columns,
        predicted: cells,
        score: z.number(),
      }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(join(import.meta.dirname, "..", "fixtures", "scikit-learn", "reference.json"), "utf8")),
  );

const scoreOf = (metric: string, cells: Cells): number | string => {
  const found = findMetric(metric);
  const result = found.prepare(inputOf(found.form, cells))(null);
  return "score" in result ? result.score : result.undefinedBecause;
};
const single = (truth: readonly string[], predicted: readonly string[]): Cells => ({
  truth: truth.map((y) => [y]),
  predicted: predicted.map((y) => [y]),
  truthColumns: ["y"],
  predictedColumns: ["y"],
});

describe("metrics", () => {
  it.each(reference.cases.map((one, k) => ({ ...one, k })))("$metric equals scikit-learn 1.5.2 (case $k)", (one) => {
    const score = scoreOf(one.metric, one);
    expect(typeof score).toBe("number");
    expect(Math.abs(Number(score) - one.score) / Math.max(1, Math.abs(one.score))).toBeLessThan(1e-12);
  });

  it.each([
    ["auc", single(["1", "1"], ["0.2", "0.3"]), "class 1 has all rows of the truth"],
    [
      "auc",
      single(["0", "1", "2"], ["0.2", "0.3", "0.4"]),
      "one column of predictions needs exactly two classes in the truth",
    ],
    ["cohen-kappa", single(["a", "a"], ["a", "a"]), "truth and predictions have one label only"],
    ["rmsle", single(["1"], ["-1"]), "a value is negative"],
    ["r2", single(["1"], ["1"]), "it needs at least two rows"],
    ["spearman", single(["1", "2"], ["3", "3"]), "the prediction is the same in every row"],
    ["brier", single(["0", "1"], ["0.5", "1.5"]), "a probability is not between 0 and 1"],
    ["rmse", single(["a"], ["1"]), "the solution's y has no number"],
  ])("%s says why it is not defined", (metric, input, why) => expect(scoreOf(metric, input)).toBe(why));

  it.each([...fixedMetricNames, "top-3", "map@5"])("%s says its name, direction, definition and source", (name) => {
    const metric = findMetric(name);
    expect(metric).toMatchObject({ name, direction: metricDirection(name) });
    expect(metric.definition).toMatch(/^[A-Z].*\.$/);
    expect(metric.source).not.toBe("");
  });

  it("refuses probabilities that put 1 on every class", () => {
    const input: Cells = {
      truth: [["0"], ["1"]],
      predicted: [
        ["1", "1"],
        ["1", "1"],
      ],
      truthColumns: ["y"],
      predictedColumns: ["0", "1"],
    };
    expect(scoreOf("log-loss", input)).toBe("the probabilities of a row add up to 2 instead of 1");
  });

  it("counts map@k as Kaggle's examples do", () => {
    // benhamner/Metrics, test_average_precision.py: apk(actual, predicted, k)
    expect(scoreOf("map@2", single(["1 2 3 4 5"], ["6 4 7 1 2"]))).toBe(0.25);
    expect(scoreOf("map@5", single(["1 2 3 4 5"], ["1 1 1 1 1"]))).toBe(0.2);
    expect(scoreOf("map@20", single([range(1, 100)], [`${range(1, 21)} ${range(200, 600)}`]))).toBe(1);
    expect(scoreOf("map@3", single(["1 3", "1 2 3"], ["1 2 3 4 5", "1 2 3"]))).toBeCloseTo((5 / 6 + 1) / 2, 15);
  });

  it("finds the label in a ranked list for top-k", () => {
    const input = single(["7", "7", "cat"], ["1 7.0 3", "1 2 7", "cat"]);
    expect(scoreOf("top-1", input)).toBe(1 / 3);
    expect(scoreOf("top-2", input)).toBe(2 / 3);
    expect(scoreOf("top-3", input)).toBe(1);
  });

  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
    minLength: 2,
    maxLength: 40,
  });
  const text = (list: readonly (readonly [number, number])[], k: 0 | 1): string[] => list.map((row) => String(row[k]));

  it("does not depend on the order of rows or the names of labels", () => {
    const metrics = ["accuracy", "balanced-accuracy", "f1-macro", "f1-micro", "f1-weighted", "cohen-kappa", "mcc"];
    fc.assert(
      fc.property(rows, fc.constantFrom(...metrics), (list, metric) => {
        const score = scoreOf(metric, single(text(list, 0), text(list, 1)));
        const turned = list.toReversed();
        const name = (label: string): string => `label ${9 - Number(label)}`;
        const renamed = single(text(turned, 0).map(name), text(turned, 1).map(name));
        if (typeof score === "number") expect(scoreOf(metric, renamed)).toBeCloseTo(score, 12);
        else expect(scoreOf(metric, renamed)).toBe(score);
      }),
    );
  });

  it("keeps the area under the curve under any growing change of the scores, and turns it with their sign", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const truth = list.map((row) => String(row[0] % 2));
        const scores = list.map((row) => row[1]);
        const area = (change: (x: number) => number) =>
          scoreOf(
            "auc",
            single(
              truth,
              scores.map((x) => String(change(x))),
            ),
          );
        const plain = area((x) => x);
        fc.pre(typeof plain === "number");
        expect(area((x) => x ** 3 + 1)).toBeCloseTo(Number(plain), 12);
        expect(area((x) => -x)).toBeCloseTo(1 - Number(plain), 12);
      }),
    );
  });
});

function range(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, k) => from + k).join(" ");
}
