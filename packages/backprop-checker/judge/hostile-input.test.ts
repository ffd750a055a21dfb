import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gradientDiagnosisCodes, gradientVerdict } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemOf } from "../fixtures/lab1.ts";
import { checkAnswer, decideAnswer, echoAnswer } from "./check-answer.ts";

const softmax = problemOf("lab1/softmax");
const minMax = problemOf("lab1/min-max");
const linear = problemOf("bank/linear-index");

/** The pieces of which answers are made, right and wrong ones. */
const pieces = [
  ..."()[]{}+-*/^_,;?:=<>|'&.0123456789ijknxse ",
  ..."σβδ∂−·²₁≤≠∑√𝟙ŷ∞",
  ..."x_out X_out[i] X_in beta sum( exp( delta( \\frac \\sum_{k} \\begin{cases} \\end{cases} \\\\ & \\left( \\right) \\delta_{ij}".split(
    " ",
  ),
  ..."\\text{if} \\mathrm{out} \\sqrt \\mathbb{1} __proto__ constructor toString \\ifx $ ?: 1e999 1e-400 (X_{out})_i dE/dy s1 s2".split(
    " ",
  ),
];

const hostile = [
  "(".repeat(2000),
  "-".repeat(2000),
  `${"((((".repeat(400)}1`,
  "x".repeat(2001),
  `${"1+".repeat(900)}1`,
  "\\frac".repeat(300),
  "\\fracŷ",
  "^".repeat(1999),
  "2^2^2^2^2^2^2^2^9",
  "9".repeat(2000),
  "1e308*1e308",
  `${"sum(".repeat(80)}1${", k)".repeat(80)}`,
  `${"sum_k ".repeat(60)}1`,
  "sum(sum(sum(sum(sum(sum(X_out[k]*X_out[m], k), m), i), j), k), m)",
  "sum(1, k, 1, 1000000000)",
  "X_out[1e9]",
  "\\sum_{k=1}^{10^9} (X_{out})_k",
  `${"[".repeat(150)}i==j${"]".repeat(150)}`,
  "|".repeat(400),
  "‖".repeat(400),
  `${"i == j ? ".repeat(100)}1`,
  "__proto__",
  "constructor",
  "toString(1)",
  "hasOwnProperty",
  "process.exit(1)",
  "import('fs')",
  "\u0000",
  "\u202e beta",
  "beta\u200b * 1",
  "😀",
  "\ud800",
  "\\",
  "\\\\",
  "{",
  "}",
  "_",
  "X_out[i",
  "\\begin{cases}",
  "\\begin{verbatim}",
  "<script>alert(1)</script>",
  "0/0",
  "1/0",
  "log(0)",
  "exp(exp(exp(9)))",
  "beta = 0; 0",
  "config({relTol:1})",
];

/** Of the processor, not of the clock: other tests run beside this one. */
function milliseconds(step: () => void): number {
  const start = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe("any text as an answer", () => {
  it("gets a verdict of the contract, made of any pieces of the grammar", () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join(""));
    fc.assert(
      fc.property(text, fc.constantFrom(softmax, minMax, linear), (answer, problem) => {
        const verdict = checkAnswer(problem, { slot: problem.slots[0]?.source.id ?? "", answer });
        expect(verdict.ok).toBe(true);
        if (!verdict.ok) return;
        expect(gradientVerdict.safeParse(verdict.value).success).toBe(true);
        for (const { code, start, end } of verdict.value.slots.flatMap((slot) => slot.diagnoses)) {
          expect(code.startsWith("author:") || gradientDiagnosisCodes.some((known) => known === code)).toBe(true);
          expect(start ?? 0).toBeLessThanOrEqual(answer.length);
          expect(end ?? 0).toBeLessThanOrEqual(answer.length);
        }
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  it("gets a verdict, made of any characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (answer) => {
        expect(checkAnswer(softmax, { slot: "same", answer }).ok).toBe(true);
        expect(echoAnswer(softmax, { slot: "same", answer })).toBeTypeOf("object");
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  it.each(hostile.map((answer) => [answer.length > 60 ? `${answer.slice(0, 57)}…` : answer, answer]))(
    "answers %j within a second, and never accepts it",
    (_, answer) => {
      const time = milliseconds(() => {
        const verdict = checkAnswer(softmax, { slot: "same", answer });
        expect(verdict.ok && verdict.value.verdict).not.toBe("correct");
      });
      expect(time).toBeLessThan(1000);
    },
  );

  it("takes at most 50 ms in 99 of 100 cases", () => {
    const times: [number, string][] = hostile
      .concat(["-beta*X_out[i]*(1 - X_out[i])", "beta*X_out[i]", "X_out[i]"])
      .flatMap((answer) =>
        [1, 2, 3].map((): [number, string] => [
          milliseconds(() => checkAnswer(softmax, { slot: "same", answer })),
          answer,
        ]),
      )
      .sort(([one], [other]) => one - other);
    const [time, answer] = times[Math.floor(times.length * 0.99) - 1] ?? [];
    expect(time, answer).toBeLessThan(50);
  });
});

/** The right answer to the softmax question. */
const right = "-beta*X_out[i]*(1 - X_out[i])";

/** Made so that doubles cannot decide, or so that many digits are dear. */
const undecidable = [
  ["correct", `${right} + 1e200*beta - 1e200*beta`],
  ["correct", `${right} + (1e16*beta + 1 - 1e16*beta - 1)`],
  ["correct", `${right}*exp(1000*beta)/exp(1000*beta)`],
  ["correct", `${right}*exp(1e5*beta)*exp(-1e5*beta)`],
  ["correct", `${right} + 0*exp(1e10)`],
  ["correct", `${right}*(sin(1e300)^2 + cos(1e300)^2)`],
  ["correct", `${right}*cosh(1e4*beta)/cosh(1e4*beta)`],
  ["correct", `${right}*(sum(sum(sum(sum(sum(X_out[k]*X_out[m]*X_out[n]*X_out[p]*X_out[q],q),p),n),m),k))`],
  ["incorrect", `${right} + (1e200*beta + X_out[i] - 1e200*beta)`],
  ["incorrect", `${right} + (exp(1e4*beta) + X_out[i] - exp(1e4*beta))`],
  ["incorrect", `${right} + 1e-300*beta^1000000`],
  ["incorrect", `${right} + 1e-13*tanh(1e15*beta)`],
  ["undecided", `${right}*(sin(exp(1e4*beta))^2 + cos(exp(1e4*beta))^2)`],
  ["undecided", `${right} + 1e300^beta - 1e300^beta`],
] as const;

describe("an answer that doubles cannot decide", () => {
  it.each(undecidable)("is %s within a second: %s", async (verdict, answer) => {
    await decideAnswer(softmax, { slot: "same", answer: undecidable[0][1] });
    const start = process.cpuUsage();
    const decided = await decideAnswer(softmax, { slot: "same", answer });
    const { user, system } = process.cpuUsage(start);
    expect(decided.ok && decided.value.verdict).toBe(verdict);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});

describe("one answer after the other", () => {
  it("gets the same verdict in any order", () => {
    const answers = [
      "-beta*X_out[i]*(1 - X_out[i])",
      "[s1 < s2]",
      "X_out[i] > 0.3 ? 1 : 0",
      "beta",
      "1/0",
      "sum(X_out[k], k)",
    ];
    const judge = (answer: string) => JSON.stringify(checkAnswer(softmax, { slot: "same", answer }));
    const alone = new Map(answers.map((answer) => [answer, judge(answer)]));
    fc.assert(
      fc.property(fc.shuffledSubarray([...answers, ...answers]), (order) => {
        for (const answer of order) expect(judge(answer)).toBe(alone.get(answer));
      }),
      { numRuns: 30 },
    );
  });

  it("leaves no memory behind", () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const answers = ["-beta*X_out[i]*(1 - X_out[i])", "X_out[i] > 0.3 ? 1 : 0", "beta*X_out[i]"];
    const round = (times: number) => {
      for (let n = 0; n < times; n += 1) for (const answer of answers) checkAnswer(softmax, { slot: "same", answer });
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = round(100);
    expect(round(300) - before).toBeLessThan(3_000_000);
  }, 60_000);
});
