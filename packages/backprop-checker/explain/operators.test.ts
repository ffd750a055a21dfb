import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemOf } from "../fixtures/lab1.ts";
import { type Applied, applyMistakes, furtherNames } from "../fixtures/mistakes.ts";
import { sameAnswers } from "../fixtures/same-answers.ts";
import { parseAnswer } from "../grammar/parse-answer.ts";
import { printPlain } from "../grammar/print-plain.ts";
import { checkAnswer } from "../judge/check-answer.ts";

/**
 * An independent measure of the explanations: the label of each wrong answer is the mistake that was applied to the
 * author's reference, never what the checker said. Another label counts only if a mistake of that label, applied to
 * the same reference, has the same value at all points.
 */
const paths = globSync(join(import.meta.dirname, "../../../kits/*/problems/*.yaml"))
  .map((file) => file.replace(/^.*kits\/(.*)\/problems\/(.*)\.yaml$/, "$1/$2"))
  .sort();

type Outcome = { label: string; said: string; where: string };

function outcomesOf(path: string): Outcome[] {
  const problem = problemOf(path);
  return problem.slots.flatMap((slot) => {
    const read = parseAnswer(slot.source.reference ?? "", slot.names);
    if (!read.ok) return [];
    const applied = applyMistakes(problem, slot, read.value.tree);
    const further = furtherNames(problem, slot, read.value.tree);
    return applied.flatMap((one): Outcome[] => {
      const answer = printPlain(one.tree);
      const verdict = checkAnswer(problem, { slot: slot.source.id, answer, format: "plain" });
      const judged = verdict.ok ? verdict.value.slots[0] : undefined;
      if (judged?.verdict !== "incorrect") return [];
      const said = judged.diagnoses[0]?.code ?? "none";
      const alike = (other: Applied) => other.label === said && sameAnswers(problem, slot, one.tree, other.tree);
      const right = said === one.label || applied.some(alike) || further.some(alike);
      return [{ label: one.label, said: right ? one.label : said, where: `${path} ${slot.source.id}: ${answer}` }];
    });
  });
}

describe("mistakes applied mechanically to every reference", () => {
  it("are named rightly in more than 96 %, and never by another name", () => {
    const outcomes = paths.flatMap(outcomesOf);
    const right = outcomes.filter(({ label, said }) => label === said);
    const silent = outcomes.filter(({ said }) => said === "wrong-value");
    const wrong = outcomes.filter(({ label, said }) => said !== label && said !== "wrong-value");
    const share = (part: Outcome[]) => `${part.length} (${((100 * part.length) / outcomes.length).toFixed(1)} %)`;
    console.log(`${outcomes.length} answers: right ${share(right)}, silent ${share(silent)}, wrong ${share(wrong)}`);
    const confusion = new Map<string, number>();
    for (const { label, said } of outcomes) {
      if (label !== said) confusion.set(`${label} → ${said}`, (confusion.get(`${label} → ${said}`) ?? 0) + 1);
    }
    console.log([...confusion].map(([pair, count]) => `${pair}: ${count}`).join("\n"));
    expect(outcomes.length).toBeGreaterThan(500);
    expect(right.length / outcomes.length).toBeGreaterThan(0.96);
    expect(wrong).toEqual([]);
  }, 120_000);
});
