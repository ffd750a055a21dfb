import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { seededRandom } from "./data/random.ts";
import { measureScales, standardise } from "./data/standardise.ts";
import { listEngines } from "./engine/ladder.ts";
import { type RegressionRequest, trainRegression } from "./train-regression.ts";

const anyEngine = (await listEngines()).some((engine) => engine.available);

/** 400 rows of two columns on very different scales, with 3a + sin(b/1000) to predict. */
const random = seededRandom(1);
const features = Array.from({ length: 400 }, () => [random(), 1000 * random()]);
const truth = ([a = 0, b = 0]: readonly number[]) => 100 + 3 * a + Math.sin(b / 1000);
const request: Omit<RegressionRequest, "outDir"> = {
  epochs: 15,
  seed: 1,
  train: { features: features.slice(0, 300), targets: features.slice(0, 300).map(truth) },
  test: { features: features.slice(300), ids: features.slice(300).map((_, k) => `row ${k}`) },
  header: ["Id", "Number"],
};

describe("a table's columns", () => {
  it("get mean 0 and deviation 1 on the rows that were measured; a constant column stays harmless", () => {
    const table = [
      [1, 5],
      [3, 5],
      [100, 7],
    ];
    const scales = measureScales(table, Uint32Array.of(0, 1));
    expect(scales).toEqual({ means: [2, 5], deviations: [1, 1] });
    expect([...standardise(table, Uint32Array.of(1, 0), scales)]).toEqual([1, 0, -1, 0]);
  });
});

describe.skipIf(!anyEngine)("a regression", () => {
  let outDir = "";
  beforeEach(async () => {
    outDir = await mkdtemp(join(tmpdir(), "gradmark-regression-"));
  });
  afterEach(() => rm(outDir, { recursive: true }));

  const predictions = async () => {
    const [header, ...rows] = (await readFile(join(outDir, "predictions.csv"), "utf8")).trim().split("\n");
    expect(header).toBe("Id,Number");
    return rows.map((row) => Number(row.split(",")[1]));
  };

  it("has no place for the truth of the test rows", () => {
    expectTypeOf<keyof RegressionRequest["test"]>().toEqualTypeOf<"features" | "ids">();
  });

  it("learns a smooth function of unequal columns, in the target's own unit", async () => {
    const trained = await trainRegression({ ...request, outDir });
    const errors = (await predictions()).map((number, k) => number - truth(features[300 + k] ?? []));
    const rmse = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(rmse).toBeLessThan(0.25); // the mean alone has 0.9
    expect(Math.min(...trained.validation)).toBeLessThan(0.25);
    expect(await readFile(trained.files.report, "utf8")).toContain("<polyline");
  });

  it("ends early, with the weights of the best epoch, once the validation error no longer falls", async () => {
    const noise = seededRandom(7);
    const targets = request.train.targets.map(() => noise());
    const hopeless = { ...request, train: { ...request.train, targets }, epochs: 60, outDir };
    const { validation, epochs } = await trainRegression({ ...hopeless, patience: 2 });
    expect(epochs).toBe(60);
    expect(validation.length).toBeLessThan(60);
    expect(validation.indexOf(Math.min(...validation))).toBe(validation.length - 3);
    const early = await predictions();
    await trainRegression({ ...hopeless, patience: 2 });
    expect(await predictions()).toEqual(early);
  });

  it("repeats itself from one seed and differs from another", async () => {
    await trainRegression({ ...request, epochs: 2, outDir });
    const first = await predictions();
    await trainRegression({ ...request, epochs: 2, outDir });
    expect(await predictions()).toEqual(first);
    await trainRegression({ ...request, epochs: 2, seed: 2, outDir });
    expect(await predictions()).not.toEqual(first);
  });

  it("ends with the signal's reason and leaves no predictions when it is cancelled", async () => {
    const signal = AbortSignal.abort(new Error("cancelled by a person"));
    await expect(trainRegression({ ...request, outDir, signal })).rejects.toThrow("cancelled by a person");
    await expect(predictions()).rejects.toThrow("ENOENT");
  });
});
