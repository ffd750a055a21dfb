import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemOf } from "../fixtures/lab1.ts";
import { checkAnswer } from "../judge/check-answer.ts";

const paths = globSync(join(import.meta.dirname, "../../../kits/*/problems/*.yaml"))
  .map((file) => file.replace(/^.*kits\/(.*)\/problems\/(.*)\.yaml$/, "$1/$2"))
  .sort();

describe("the hints of the problems", () => {
  it.each(paths)("%s: each is a wrong answer that gets the author's words", (path) => {
    const problem = problemOf(path);
    expect(problem.model.source.statement).not.toBe("");
    const hints = problem.slots.flatMap((slot) => (slot.source.feedback ?? []).map((hint) => ({ slot, hint })));
    expect(hints.length).toBeGreaterThan(0);
    for (const { slot, hint } of hints) {
      const verdict = checkAnswer(problem, { slot: slot.source.id, answer: hint.if });
      expect(verdict.ok && verdict.value.slots[0], `${slot.source.id}: ${hint.if}`).toMatchObject({
        verdict: "incorrect",
      });
      const codes = verdict.ok ? verdict.value.slots[0]?.diagnoses.map(({ code }) => code) : [];
      expect(codes, `${slot.source.id}: ${hint.if}`).toContain(`author:${hint.code}`);
    }
  });
});
