import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileProblem, echoAnswer } from "@gradmark/backprop-checker";
import { answerTable, gradientProblem } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readableProblem } from "./readable-problem.ts";

const kits = join(import.meta.dirname, "../../../../kits");
const files = globSync("*/problems/*.yaml", { cwd: kits }).sort();

function open(file: string) {
  const source = gradientProblem.parse(parse(readFileSync(join(kits, file), "utf8")));
  const full = compileProblem(source);
  if (!full.ok) throw new Error(JSON.stringify(full.problems));
  const readable = readableProblem(full.value);
  const compiled = compileProblem(readable);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return { source, full: full.value, readable, compiled: compiled.value };
}

function answersTo(file: string): [slot: string, answer: string][] {
  const table = join(kits, file.replace("/problems/", "/answers/"));
  if (!existsSync(table)) return [];
  const { slots } = answerTable.parse(parse(readFileSync(table, "utf8")));
  return Object.entries(slots).flatMap(([slot, { right, wrong, invalid }]) =>
    [...right, ...[...wrong, ...invalid].map(([answer]) => answer)].map((answer): [string, string] => [slot, answer]),
  );
}

describe("what the browser gets of a problem", () => {
  it("is tried on Lab 1 at least", () => {
    expect(files).toEqual(expect.arrayContaining(["lab1/problems/min-max.yaml", "lab1/problems/softmax.yaml"]));
  });

  it.each(files)("reads every answer of the author's table as the whole problem does: %s", (file) => {
    const { full, compiled } = open(file);
    for (const [slot, answer] of answersTo(file))
      expect([answer, echoAnswer(compiled, { slot, answer })]).toEqual([answer, echoAnswer(full, { slot, answer })]);
  });

  it.each(files)("holds no forward line and no author's answer: %s", (file) => {
    const { source, readable } = open(file);
    const sent = JSON.stringify(readable);
    const secrets = [
      ...source.forward.map((line) => line.slice(line.indexOf("=") + 1).trim()),
      ...source.slots.flatMap(({ reference, feedback }) => [
        reference ?? "",
        ...(feedback ?? []).map(({ message }) => message),
      ]),
    ];
    for (const secret of secrets.filter((text) => /\W/.test(text))) expect(sent).not.toContain(secret);
  });
});
