#!/usr/bin/env node
// Records gradients of small networks, as the backprop checker derives them from forward lines and evaluates them with
// 64 digits, into a fixture of the reference model: every engine is held against these numbers.
// `node scripts/record-gradients.ts` writes the file anew; the test beside it fails when the file is out of date.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CompiledProblem, compileProblem, openPrecision } from "@gradmark/backprop-checker";
import { gradientProblem } from "@gradmark/contract";

interface Recorded {
  inputs: Record<string, { shape: readonly number[]; values: number[] }>;
  /** Row-major, by what the derivative is taken by. */
  gradients: Record<string, number[]>;
}

/** One filter over two channels, `xa` and `xb`: the problem format knows no more than two dimensions. */
const convolution = (side: number, out: number) => ({
  sizes: { p: side, r: out, m: 3 },
  symbols: { xa: ["p", "p"], xb: ["p", "p"], wa: ["m", "m"], wb: ["m", "m"] },
  indices: { i: "r", j: "r", a: "m", b: "m", u: "p", v: "p" },
  forward: ["y[i,j] = sum(wa[a,b]*xa[i+a-1,j+b-1] + wb[a,b]*xb[i+a-1,j+b-1], a, b)"],
  upstream: { "dE/dy": "y" },
  slots: { wa: "dE/dwa[a,b]", wb: "dE/dwb[a,b]", xa: "dE/dxa[u,v]", xb: "dE/dxb[u,v]" },
});

/** The loss of softmax regression, convolutions with and without a border of zeros, normalization before ReLU. */
const cases = {
  "softmax-regression": {
    sizes: { n: 3, q: 4, d: 3 },
    symbols: { x: ["n", "q"], t: ["n", "d"], w: ["q", "d"] },
    indices: { r: "n", p: "q", c: "d", k: "d" },
    forward: ["z[r,c] = sum(x[r,p]*w[p,c], p)", "E = sum(log(sum(exp(z[r,k]), k)) - sum(t[r,c]*z[r,c], c), r)/3"],
    slots: { w: "dE/dw[p,c]" },
  },
  "convolution-same": convolution(6, 4),
  "convolution-valid": convolution(6, 4),
  "normalization-relu": {
    sizes: { n: 5, d: 2 },
    symbols: { x: ["n", "d"], g: ["d"], b: ["d"] },
    indices: { r: "n", k: "n", c: "d" },
    forward: [
      "m[c] = sum(x[k,c], k)/5",
      "v[c] = sum((x[k,c] - m[c])^2, k)/5",
      "y[r,c] = max(0, g[c]*(x[r,c] - m[c])/sqrt(v[c] + 0.001) + b[c])",
    ],
    upstream: { "dE/dy": "y" },
    slots: { x: "dE/dx[r,c]", g: "dE/dg[c]", b: "dE/db[c]" },
  },
};

/** Derives and evaluates all cases. */
export async function recordGradients(): Promise<Record<string, Recorded>> {
  const entries = Object.entries(cases).map(async ([name, source]) => [name, await deriveCase(name, source)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

interface Source {
  sizes: Record<string, number>;
  symbols: Record<string, string[]>;
  indices: Record<string, string>;
  forward: string[];
  upstream?: Record<string, string>;
  slots: Record<string, string>;
}

async function deriveCase(name: string, { symbols, slots, ...rest }: Source): Promise<Recorded> {
  const problem = gradientProblem.parse({
    id: name,
    title: name,
    statement: name,
    ...rest,
    symbols: Object.fromEntries(
      Object.entries(symbols).map(([symbol, shape]) => [symbol, { shape, domain: { interval: [-2, 2] } }]),
    ),
    slots: Object.entries(slots).map(([id, target]) => ({ id, target })),
  });
  const compiled = compileProblem(problem);
  if (!compiled.ok) throw new Error(`${name}: ${JSON.stringify(compiled.problems)}`);
  return evaluate(name, compiled.value);
}

async function evaluate(name: string, { model, slots }: CompiledProblem): Promise<Recorded> {
  const point: number[] = [];
  const inputs: Recorded["inputs"] = {};
  for (const input of model.inputs) {
    const values = Array.from({ length: input.count }, (_, k) => inputValue(name, input, k));
    values.forEach((value, k) => {
      point[input.offset + k] = value;
    });
    inputs[input.name] = { shape: input.shape, values };
  }
  const precision = await openPrecision();
  const gradients = slots.map(({ source, truths }) => [
    source.id,
    precision.evaluate(truths, point).map((value) => (value === null ? Number.NaN : value.toNumber())),
  ]);
  return { inputs, gradients: Object.fromEntries(gradients) };
}

/** Any numbers will do that a double and a float share exactly: eighths. A border of zeros stands for padding. */
function inputValue(name: string, input: { name: string; shape: readonly number[] }, k: number): number {
  const [height = 0, width = 1] = input.shape;
  const [y, x] = [Math.floor(k / width), k % width];
  const border = y === 0 || x === 0 || y === height - 1 || x === width - 1;
  if (name === "convolution-same" && input.name.startsWith("x") && border) return 0;
  if (name === "softmax-regression" && input.name === "t") return k % 3 === [2, 0, 1][Math.floor(k / 3)] ? 1 : 0;
  return Math.round(12 * Math.sin(1 + k * (1 + input.name.length) + input.name.charCodeAt(input.name.length - 1))) / 8;
}

if (import.meta.main) {
  const file = join(import.meta.dirname, "../packages/reference-model/contract/fixtures/checker-gradients.json");
  writeFileSync(file, `${JSON.stringify(await recordGradients())}\n`);
}
