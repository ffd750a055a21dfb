import { greekNames } from "./characters.ts";

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
  ...marks({ begin: "begin", end: "end" }),
  ...same("font", "mathrm text textrm textnormal mathbf boldsymbol bm mathit mathsf mathcal operatorname rm bf it"),
  ...same("font", "textbf textit mbox vec mathtt mathnormal"),
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
export const caseEnvironments: ReadonlySet<string> = new Set(["cases", "dcases", "rcases", "array"]);

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
