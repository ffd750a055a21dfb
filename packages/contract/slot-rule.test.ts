import { describe, expect, it } from "vitest";
import { slotRule } from "./slot-rule.ts";

const gradients = { practice: ["warm-up", "softmax/different"], tries: 3, verdict: "after-deadline" as const };

describe("slotRule", () => {
  it("grades every slot of a kit that says nothing, without limit, and explains at once", () => {
    expect(slotRule({}, "softmax", "same")).toEqual({
      graded: true,
      tries: null,
      verdict: "at-once",
      explanation: "at-once",
    });
  });

  it("takes a whole problem or one slot of it as practice, and nothing whose name only begins alike", () => {
    const graded = (problem: string, slot: string) => slotRule({ gradients }, problem, slot).graded;
    expect([graded("warm-up", "a"), graded("softmax", "different"), graded("softmax", "same")]).toEqual([
      false,
      false,
      true,
    ]);
    expect([graded("warm", "up"), graded("warm-up-2", "a")]).toEqual([true, true]);
  });

  it("limits and seals graded slots only", () => {
    expect(slotRule({ gradients }, "softmax", "same")).toMatchObject({
      tries: 3,
      verdict: "after-deadline",
      explanation: "after-deadline",
    });
    expect(slotRule({ gradients }, "warm-up", "a")).toMatchObject({ tries: null, explanation: "at-once" });
  });
});
