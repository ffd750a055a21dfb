import { greekNames } from "./characters.ts";
import { nearest } from "./suggest.ts";

/** What a TeX command means here. The list is closed: any other command is refused with its position. */
export type Command =
  | { kind: "word"; text: string }
  | { kind: "mark"; text: string }
  /** Sets its argument in another type face, or as text. */
  | { kind: "font" }
  | { kind: "indicator-font" }
  | { kind: "accent"; text: string }
  /** `\left`, `\bigl` …: the bracket after it is what counts. */
  | { kind: "size" }
  | { kind: "space" };

export const texCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...[...greekNames].map((name): [string, Command] => [name, { kind: "word", text: name }]),
  ...words({ varepsilon: "epsilon", varphi: "phi", vartheta: "theta", varrho: "rho", varsigma: "sigma", ell: "ell" }),
  ...words({ exp: "exp", log: "log", ln: "ln", sin: "sin", cos: "cos", tan: "tan", sinh: "sinh", cosh: "cosh" }),
  ...words({ tanh: "tanh", min: "min", max: "max", top: "T", intercal: "T" }),
  // Not of LaTeX itself, but so common that students define or assume them.
  ...words({ sech: "sech", sgn: "sgn", sign: "sign", diag: "diag", relu: "relu", ReLU: "relu", sigmoid: "sigma" }),
  ...words({ softplus: "softplus", abs: "abs", norm: "norm" }),
  ...marks({
    partial: "∂",
    nabla: "∇",
    cdot: "*",
    times: "*",
    ast: "*",
    odot: ".*",
    circ: ".*",
    div: "/",
    oslash: "./",
  }),
  ...marks({ le: "<=", leq: "<=", leqslant: "<=", ge: ">=", geq: ">=", geqslant: ">=", ne: "!=", neq: "!=" }),
  ...marks({ lt: "<", gt: ">", land: "and", wedge: "and", lor: "or", vee: "or", lnot: "not", neg: "not" }),
  ...marks({ frac: "frac", dfrac: "frac", tfrac: "frac", cfrac: "frac", sqrt: "sqrt", sum: "sum", prime: "'" }),
  ...marks({ "|": "‖", Vert: "‖", lVert: "‖", rVert: "‖", vert: "|", lvert: "|", rvert: "|", mid: "|" }),
  ...marks({ "{": "\\{", "}": "\\}", lbrace: "\\{", rbrace: "\\}", lbrack: "[", rbrack: "]", "\\": "\\\\" }),
  ...marks({ begin: "begin", end: "end", equiv: "=" }),
  ...same("font", "mathrm text textrm textnormal mathbf boldsymbol bm mathit mathsf mathcal operatorname rm bf it"),
  ...same("font", "textbf textit mbox vec mathtt mathnormal boxed"),
  ...same("indicator-font", "mathbb mathbbm mathds"),
  ...accents({
    hat: "hat",
    widehat: "hat",
    bar: "bar",
    overline: "bar",
    tilde: "tilde",
    widetilde: "tilde",
    dot: "dot",
  }),
  ...same("size", "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm"),
  ...same("space", ", ; : ! > quad qquad thinspace displaystyle textstyle limits nolimits nonumber notag ( ) [ ]"),
]);

/** Environments that only lay out: their begin, end and alignment marks say nothing. */
export const layoutEnvironments: ReadonlySet<string> = new Set([
  "aligned",
  "align",
  "align*",
  "split",
  "equation",
  "equation*",
  "gathered",
  "gather",
  "gather*",
]);
export const caseEnvironments: ReadonlySet<string> = new Set(["cases", "dcases", "rcases", "array", "matrix"]);

/** What to write in place of a command that is not read; empty where nothing is near. */
export function commandHint(name: string): string {
  const advice = advices.get(name);
  if (advice !== undefined) return ` ${advice}`;
  const near = nearest(name, [...texCommands.keys()]);
  return near === null ? "" : ` Did you mean "\\${near}"?`;
}

const advices: ReadonlyMap<string, string> = new Map([
  ["over", "Write \\frac{a}{b}."],
  ["dv", "Write \\frac{dE}{dy}."],
  ["pdv", "Write \\frac{\\partial E}{\\partial y}."],
  ["prod", "Write the product out."],
  ["in", "Write the limits: \\sum_{k=1}^{n}."],
  ["substack", "Separate by a comma: \\sum_{k=1, k \\neq i}^{n}."],
  ["infty", "An answer is a number."],
  ["textcolor", "Leave colours out."],
  ["color", "Leave colours out."],
]);

function words(entries: Record<string, string>): [string, Command][] {
  return Object.entries(entries).map(([name, text]) => [name, { kind: "word", text }]);
}

function marks(entries: Record<string, string>): [string, Command][] {
  return Object.entries(entries).map(([name, text]) => [name, { kind: "mark", text }]);
}

function accents(entries: Record<string, string>): [string, Command][] {
  return Object.entries(entries).map(([name, text]) => [name, { kind: "accent", text }]);
}

function same(kind: "font" | "indicator-font" | "size" | "space", names: string): [string, Command][] {
  return names.split(" ").map((name) => [name, { kind }]);
}
