import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compiled } from "../fixtures/lab1.ts";
import { parseAnswer } from "./parse-answer.ts";
import { printPlain } from "./print-plain.ts";

const { model } = compiled({
  id: "spellings",
  title: "Names of every kind",
  sizes: { n: 3, b: 2 },
  symbols: {
    ...Object.fromEntries("x x_out x_in x1 x2 s1 s2 beta yhat s_bar".split(" ").map((name) => [name, {}])),
    ...Object.fromEntries("v X_out X_in".split(" ").map((name) => [name, { shape: ["n"] }])),
    W: { shape: ["b", "n"] },
  },
  tex: { s_bar: "\\bar{s}" },
  indices: { i: "n", j: "n", k: "n", t: "b" },
  forward: ["y = x*x_out", "u[i] = v[i]*x"],
  upstream: { "dE/dy": "y", "dE/du": "u" },
  slots: [{ id: "dx", target: "dE/dx" }],
});

const lines = readFileSync(join(import.meta.dirname, "../fixtures/spellings.txt"), "utf8").split("\n");
const pairs = (sign: string) =>
  lines.flatMap((line) => (line.includes(sign) ? [line.split(sign) as [string, string]] : []));
const read = pairs(" ⇒ ");
const refused = pairs(" ⇏ ");

describe("the table of spellings", () => {
  it("holds at least 150 of what students write", () => {
    expect(read.length).toBeGreaterThanOrEqual(150);
  });

  it.each(read)("%s reads as %s", (text, wanted) => {
    const answer = parseAnswer(text, model.names);
    expect(answer.ok ? printPlain(answer.value.tree) : answer.diagnoses[0]?.message).toBe(wanted);
  });

  it.each(refused)("%s is refused as %s, at its place and with what to do", (text, code) => {
    const answer = parseAnswer(text, model.names);
    const [first] = answer.ok ? [] : answer.diagnoses;
    expect(first).toMatchObject({ code, start: expect.any(Number), end: expect.any(Number) });
    expect(first?.message).toMatch(/^At character|^The answer/);
  });
});
