import { describe, expect, it } from "vitest";
import { checkPatience, stopsEarly } from "./early-stopping.ts";

const epochs = (...pairs: [loss: number, accuracy: number][]) =>
  pairs.map(([validationLoss, validationAccuracy]) => ({ validationLoss, validationAccuracy }));

describe("early stopping", () => {
  it("stops after as many epochs without progress as the patience says, and not one before", () => {
    const history = epochs([0.5, 0.8], [0.4, 0.9], [0.45, 0.9], [0.4, 0.85]);
    expect(stopsEarly(history, 2)).toBe(true);
    expect(stopsEarly(history, 3)).toBe(false);
    expect(stopsEarly([], 1)).toBe(false);
  });

  it("takes a better loss or a better accuracy for progress, and counts anew from there", () => {
    const worse: [number, number] = [0.6, 0.7];
    expect(stopsEarly(epochs([0.5, 0.8], worse, [0.49, 0.7]), 1)).toBe(false);
    expect(stopsEarly(epochs([0.5, 0.8], worse, [0.6, 0.81]), 1)).toBe(false);
    expect(stopsEarly(epochs([0.5, 0.8], worse, [0.49, 0.7], worse), 2)).toBe(false);
  });

  it("takes a loss that is no number for no progress", () => {
    expect(stopsEarly(epochs([0.5, 0.8], [Number.NaN, 0.1]), 1)).toBe(true);
    expect(stopsEarly(epochs([0.5, 0.8], [Number.NaN, 0.1], [0.4, 0.1]), 1)).toBe(false);
  });

  it("needs no accuracy, and never comes with endless patience", () => {
    const losses = [3, 2, 2.5, 2.1].map((validationLoss) => ({ validationLoss }));
    expect(stopsEarly(losses, 2)).toBe(true);
    expect(stopsEarly(losses, Number.POSITIVE_INFINITY)).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses a patience of %s", (patience) => {
    expect(() => checkPatience(patience)).toThrow(`not ${patience}`);
  });
});
