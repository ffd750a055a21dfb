import { tmpdir } from "node:os";
import { describe, expect, expectTypeOf, it } from "vitest";
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
