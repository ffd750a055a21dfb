import { scoreReport } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../statistics/wilson.ts";
import { scorePredictions } from "./score-predictions.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const score = (predictions: string, solution: string, metric = "accuracy") =>
  scorePredictions({ predictions: bytes(predictions), solution: bytes(solution), metric });
const messages = (result: ReturnType<typeof score>) =>
  result.ok ? [] : result.problems.map((p) => [p.path, p.message]);

const solution = "Id,Label,Usage\n1,7,Public\n2,3,Private\n3,1,Private\n4,5,Ignored\n";

describe("scoring a predictions file", () => {
  it("scores public and private rows apart, and ignored ones nowhere", () => {
    const result = score("Id,Label\n4,0\n3,9\n2,3\n1,7.0\n", solution);
    expect(result.ok && scoreReport.parse(result.value)).toMatchObject({
      metric: "accuracy",
      direction: "max",
      rows: 3,
      score: 2 / 3,
      public: { score: 1, rows: 1 },
      private: { score: 0.5, rows: 2 },
    });
  });

  it("has no score for a part without rows, as in a published split where every row is public", () => {
    const result = score("Id,Label\n1,7\n2,1\n", "Id,Label,Usage\n1,7,Public\n2,2,Public\n");
    expect(result).toMatchObject({ ok: true, value: { score: 0.5, public: { score: 0.5, rows: 2 }, private: null } });
  });

  it("has one score without a Usage column, wherever that column would stand", () => {
    const plain = score("Id,Label\n1,7\n", "Id,Label\n1,7\n");
    expect(plain.ok && plain.value).toMatchObject({ score: 1, public: null, private: null });
    const first = score("Id,Label\n1,7\n2,1\n", "Id,Usage,Label\n1,Public,7\n2,Private,2\n");
    expect(first.ok && first.value).toMatchObject({ public: { score: 1 }, private: { score: 0 } });
  });

  it("asks for every id of the solution, also the ignored ones", () => {
    expect(messages(score("Id,Label\n1,7\n2,3\n3,1\n", solution))).toEqual([
      [undefined, "1 of 4 test ids are missing, first 4. Predict every row of test.csv."],
    ]);
  });

  it("says which file has the problem", () => {
    expect(messages(score("Id,Label\n1,7\n", "Id,Label,Usage\n1,7,public\n2,1,Secret\n"))).toEqual([
      ["solution", 'id 2: Usage is "Secret". Allowed: Public, Private, Ignored.'],
    ]);
    expect(messages(score("Id,Label\n1,7\n", ""))).toEqual([["solution", "The file is empty."]]);
    expect(messages(score("Id,Wrong\n1,7\n", "Id,Label\n1,7\n"))[0]?.[1]).toContain('it must be "Id,Label"');
  });

  it("says on which rows a metric is not defined", () => {
    const result = score("Id,p\n1,0.5\n2,0.5\n3,0.1\n", "Id,p,Usage\n1,1,Public\n2,1,Public\n3,0,Private\n", "auc");
    expect(messages(result)).toEqual([
      [undefined, "auc is not defined on the public rows: class 1 has all rows of the truth."],
    ]);
  });

  it("draws an interval for other metrics, the same one every time, and none when told so", () => {
    const ids = Array.from({ length: 200 }, (_, k) => k);
    const solution = bytes(`Id,y\n${ids.map((k) => `${k},${k % 7}`).join("\n")}\n`);
    const predictions = bytes(`Id,y\n${ids.map((k) => `${k},${(k % 7) + (k % 3)}`).join("\n")}\n`);
    const plain = scorePredictions({ predictions, solution, metric: "rmse", draws: 0 });
    const drawn = scorePredictions({ predictions, solution, metric: "rmse" });
    expect(plain.ok && plain.value.interval).toBeNull();
    expect(drawn).toEqual(scorePredictions({ predictions, solution, metric: "rmse" }));
    const [low, high] = (drawn.ok && drawn.value.interval) || [0, 0];
    const score = drawn.ok ? drawn.value.score : 0;
    expect(low).toBeLessThan(score);
    expect(high).toBeGreaterThan(score);
    expect(high - low).toBeLessThan(0.3);
  });

  it("reads probabilities by class against a label column", () => {
    const result = score("Id,a,b\n1,0.9,0.1\n2,0.2,0.8\n", "Id,Label\n1,a\n2,b\n", "log-loss");
    expect(result.ok && result.value.score).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, 15);
    expect(messages(score("Id,a,c\n1,0.9,0.1\n", "Id,Label\n1,b\n", "log-loss"))[0]?.[1]).toContain(
      "no column for class b",
    );
  });
});

describe("Wilson's interval", () => {
  it("holds the share, stays in 0 … 1 and narrows with more rows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, x) => {
        const share = Math.round(x * n) / n;
        const [low, high] = wilsonInterval(share, n);
        expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
        const [lower, higher] = wilsonInterval(share, 4 * n);
        expect(higher - lower).toBeLessThan(high - low);
      }),
    );
  });

  it("gives the textbook's values", () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    expect(wilsonInterval(81 / 263, 263).map((x) => x.toFixed(4))).toEqual(["0.2553", "0.3662"]);
    expect(wilsonInterval(0, 20).map((x) => x.toFixed(4))).toEqual(["0.0000", "0.1611"]);
  });
});
