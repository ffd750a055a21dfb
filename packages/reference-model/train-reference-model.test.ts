import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { stripeClasses, stripes } from "./contract/stripes.ts";
import { listEngines } from "./engine/ladder.ts";
import { lenet5 } from "./models/lenet-5.ts";
import { trainReferenceModel } from "./train-reference-model.ts";
import type { TrainingRequest } from "./training-request.ts";

const train = stripes(40, 1);
const base: TrainingRequest = {
  model: "logistic",
  epochs: 1,
  seed: 1,
  train,
  test: { images: stripes(2, 2).images, ids: ["a", "b"] },
  outDir: tmpdir(),
  classes: stripeClasses,
};

describe("a training request", () => {
  it("has no place for labels of the test images", () => {
    expectTypeOf<keyof TrainingRequest["test"]>().toEqualTypeOf<"images" | "ids">();
  });

  it("is refused by numbers when its parts do not fit together", async () => {
    const refused = (over: Partial<TrainingRequest>) => expect(trainReferenceModel({ ...base, ...over })).rejects;
    await refused({ train: { ...train, labels: train.labels.subarray(1) } }).toThrow("40 training images, 39 labels");
    await refused({ test: { ...base.test, ids: ["a"] } }).toThrow("2 test images, 1 ids");
    await refused({ classes: ["0", "1"] }).toThrow("not one of the 2 classes");
    await refused({ epochs: 0 }).toThrow("whole number from 1, not 0");
    await refused({ patience: 0 }).toThrow("or Infinity, not 0");
  });
});

const engine = (await listEngines()).find((status) => status.available);
const here = engine ? `on ${engine.name}` : "(no engine here, so not tested)";

describe.skipIf(!engine)(`LeNet-5 ${here}`, () => {
  it("has the 61,706 weights of its paper", async () => {
    const { openEngine } = await import("./engine/ladder.ts");
    const { tf } = await openEngine();
    const model = lenet5(tf, { height: 28, width: 28, classes: 10 }, () => 1);
    expect(model.countParams()).toBe(61_706);
  });
});

describe.skipIf(!engine)(`a training that has nothing to learn ${here}`, () => {
  const { images } = stripes(400, 1);
  // Classes that have nothing to do with the images: what fits the training rows better fits no others.
  const hopeless = { ...base, model: "mlp" as const, train: { images, labels: stripes(400, 3).labels }, epochs: 40 };
  let outDir = "";
  beforeEach(async () => {
    outDir = await mkdtemp(join(tmpdir(), "early-stopping-"));
  });
  afterEach(() => rm(outDir, { recursive: true, force: true }));

  it("ends after its patience, says so, and repeats itself", async () => {
    const trained = await trainReferenceModel({ ...hopeless, patience: 2, outDir });
    const { history } = trained;
    expect(history.length).toBeGreaterThanOrEqual(3);
    expect(history.length).toBeLessThan(40);
    const [before, last] = [history.slice(0, -2), history.slice(-2)];
    expect(Math.min(...last.map((epoch) => epoch.validationLoss))).toBeGreaterThanOrEqual(
      Math.min(...before.map((epoch) => epoch.validationLoss)),
    );
    expect(Math.max(...last.map((epoch) => epoch.validationAccuracy))).toBeLessThanOrEqual(
      Math.max(...before.map((epoch) => epoch.validationAccuracy)),
    );
    expect(await readFile(trained.files.card, "utf8")).toContain(`${history.length} of at most 40`);
    const again = await trainReferenceModel({ ...hopeless, patience: 2, outDir });
    expect([again.history, again.sha256]).toEqual([history, trained.sha256]);
  });

  it("goes on where it was cut off, and ends at the same epoch", async () => {
    const whole = await trainReferenceModel({ ...hopeless, patience: 2, outDir });
    const abort = new AbortController();
    const onProgress = ({ epoch }: { epoch: number }) => epoch === 2 && abort.abort("cut");
    const cut = { ...hopeless, patience: 2, outDir, checkpointSeconds: 0 };
    await expect(trainReferenceModel({ ...cut, onProgress, signal: abort.signal })).rejects.toBe("cut");
    const resumed = await trainReferenceModel(cut);
    expect([resumed.history, resumed.sha256]).toEqual([whole.history, whole.sha256]);
  });

  it("trains all epochs with endless patience", async () => {
    const endless = { ...hopeless, epochs: 12, patience: Number.POSITIVE_INFINITY, outDir };
    expect((await trainReferenceModel(endless)).history).toHaveLength(12);
  });
});
