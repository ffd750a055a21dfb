import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gradientProblem } from "@gradmark/contract";
import { describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { compileProblem } from "../problem/compile-problem.ts";
import { decideAnswer } from "./check-answer.ts";

// The first answer that doubles cannot decide loads mathjs.
vi.setConfig({ testTimeout: 30_000 });

const kits = join(import.meta.dirname, "../../../kits");
const text = z.union([z.string(), z.number()]).transform(String);
const table = z.strictObject({
  problem: z.string(),
  slots: z.record(
    z.string(),
    z.strictObject({
      right: z.array(text),
      wrong: z.array(z.tuple([text, z.string()])),
      invalid: z.array(z.tuple([text, z.string()])).default([]),
    }),
  ),
});

function load(file: string) {
  const source = gradientProblem.parse(parse(readFileSync(file, "utf8")));
  const compiled = compileProblem(source);
  if (!compiled.ok) throw new Error(`${file}: ${JSON.stringify(compiled.problems)}`);
  return compiled.value;
}

const files = globSync(join(kits, "*/answers/*.yaml")).sort();

/** What became of every answer of every table, for the counts at the end. */
const counts = { right: 0, wrong: 0, explained: 0, general: 0, misexplained: [] as string[] };

describe.each(files.map((file) => [basename(file, ".yaml"), file] as const))("the answers to %s", (_, file) => {
  const answers = table.parse(parse(readFileSync(file, "utf8")));
  const problem = load(file.replace("/answers/", "/problems/"));

  it("belong to the problem of the same name and to all of its slots", () => {
    expect(answers.problem).toBe(problem.model.source.id);
    expect(Object.keys(answers.slots)).toEqual(problem.slots.map((slot) => slot.source.id));
  });

  describe.each(Object.entries(answers.slots))("for %s", (slot, { right, wrong, invalid }) => {
    it.each(right)("accepts %s", async (answer) => {
      const verdict = await decideAnswer(problem, { slot, answer });
      expect(verdict.ok && verdict.value.slots[0]).toMatchObject({ verdict: "correct", diagnoses: [] });
      counts.right += 1;
    });

    it.each(wrong)("rejects %s as %s", async (answer, code) => {
      const verdict = await decideAnswer(problem, { slot, answer });
      expect(verdict.ok && verdict.value.slots[0]).toMatchObject({ verdict: "incorrect" });
      const found = verdict.ok ? verdict.value.slots[0]?.diagnoses[0]?.code : undefined;
      counts.wrong += 1;
      if (found === "wrong-value") counts.general += 1;
      else if (found === code) counts.explained += 1;
      else counts.misexplained.push(`${basename(file)} ${slot}: ${answer} is ${code}, not ${found}`);
    });

    it.each(invalid)("cannot read %s: %s", async (answer, code) => {
      const verdict = await decideAnswer(problem, { slot, answer });
      expect(verdict.ok && verdict.value.slots[0]).toMatchObject({ verdict: "invalid", diagnoses: [{ code }] });
    });
  });
});

describe("the explanations of all wrong answers", () => {
  it("are at least 15 wrong answers and 10 right spellings for each slot of Lab 1", () => {
    for (const file of files.filter((one) => one.includes("/lab1/"))) {
      const { slots } = table.parse(parse(readFileSync(file, "utf8")));
      for (const { right, wrong } of Object.values(slots)) {
        expect(wrong.length).toBeGreaterThanOrEqual(15);
        expect(right.length).toBeGreaterThanOrEqual(10);
      }
    }
  });

  it("name the mistake for at least 80 %, and never another one; the general code counts as none", () => {
    const share = (part: number) => `${part} (${((100 * part) / counts.wrong).toFixed(1)} %)`;
    console.log(
      `${counts.right} right answers accepted; ${counts.wrong} wrong ones rejected, named rightly ` +
        `${share(counts.explained)}, without a name ${share(counts.general)}, wrongly ${share(counts.misexplained.length)}`,
    );
    expect(counts.misexplained).toEqual([]);
    expect(counts.explained / counts.wrong).toBeGreaterThan(0.8);
  });
});
