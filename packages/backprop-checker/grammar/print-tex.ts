import { greekNames } from "./characters.ts";
import { operandTightness, powerTightness, signedTightness, tightness } from "./print-plain.ts";
import { type Comparator, type Expression, type Operator, partsOf } from "./tree.ts";

/** How the problem writes its names; others are set by their spelling. */
export type TexNames = ReadonlyMap<string, string>;

const comparators: Readonly<Record<Comparator, string>> = {
  "<": "<",
  "<=": "\\le",
  ">": ">",
  ">=": "\\ge",
  "==": "=",
  "!=": "\\ne",
};
const commands: ReadonlySet<string> = new Set([
  "exp",
  "log",
  "sin",
  "cos",
  "tan",
  "sinh",
  "cosh",
  "tanh",
  "min",
  "max",
  "sigma",
]);

/** Writes a tree as TeX that reads as the same tree. */
export function printTex(tree: Expression, names: TexNames): string {
  return print(tree, 0, names);
}

/** A name as TeX: `x_out` is `x_{\mathrm{out}}`, `beta` is `\beta`, `dE/dx` a fraction of partial derivatives. */
export function nameTex(name: string, names: TexNames): string {
  const own = names.get(name);
  if (own !== undefined) return own;
  const derivative = /^d(\w+)\/d(\w+)$/.exec(name);
  if (derivative !== null) {
    return `\\frac{\\partial ${nameTex(derivative[1] ?? "", names)}}{\\partial ${nameTex(derivative[2] ?? "", names)}}`;
  }
  const [, base = name, digits = "", rest = ""] = /^([A-Za-z]+)(\d*)(?:_(\w+))?$/.exec(name) ?? [];
  const letter = base.length === 1 ? base : greekNames.has(base) ? `\\${base}` : `\\mathrm{${base}}`;
  const below = [digits, ...rest.split("_")].filter((part) => part !== "").map(subscriptTex);
  return below.length === 0 ? letter : `${letter}_{${below.join(",")}}`;
}

function subscriptTex(part: string): string {
  return /^(\d+|[A-Za-z])$/.test(part) ? part : `\\mathrm{${part}}`;
}

function print(tree: Expression, wanted: number, names: TexNames): string {
  const [text, own] = form(tree, names);
  return own < wanted ? `\\left(${text}\\right)` : text;
}

function form(tree: Expression, names: TexNames): [string, number] {
  const inner = (part: Expression, wanted = 0) => print(part, wanted, names);
  switch (tree.kind) {
    case "number":
      return [tree.text, operandTightness];
    case "name":
      return [nameTex(tree.name, names), operandTightness];
    case "entry":
      return [entry(tree, names), operandTightness];
    case "negation":
      return [`-${inner(tree.of, signedTightness)}`, signedTightness];
    case "operation":
      return operation(tree.op, tree.left, tree.right, names);
    case "comparison":
      return [`${inner(tree.left, 5)} ${comparators[tree.op]} ${inner(tree.right, 5)}`, tightness.comparison];
    case "logic": {
      const own = tree.op === "or" ? tightness.or : tightness.and;
      const sign = tree.op === "or" ? "\\lor" : "\\land";
      return [`${inner(tree.left, own)} ${sign} ${inner(tree.right, own + 1)}`, own];
    }
    case "not":
      return [`\\lnot ${inner(tree.of, operandTightness)}`, tightness.not];
    case "bracket":
      return [`\\mathbb{1}\\left[${inner(tree.test)}\\right]`, operandTightness];
    case "choice":
      return [`\\begin{cases} ${rows(tree, names).join(" \\\\ ")} \\end{cases}`, operandTightness];
    case "call":
      return [call(tree, names), operandTightness];
    case "sum":
      return [bigSum(tree, names), tightness.bigSum];
    case "transpose":
      return [`${inner(tree.of, operandTightness)}^{\\top}`, powerTightness];
  }
}

/** Behind a name that has a subscript of its own the index stands outside of parentheses, as handouts write it. */
function entry(tree: Expression & { kind: "entry" }, names: TexNames): string {
  const at = tree.at.map((index) => print(index, 0, names)).join(",");
  if (tree.of.kind !== "name") return `\\left(${print(tree.of, 0, names)}\\right)_{${at}}`;
  const derivative = /^d(\w+)\/d(\w+)$/.exec(tree.of.name);
  if (derivative !== null) {
    const below = indexedTex(nameTex(derivative[2] ?? "", names), at);
    return `\\frac{\\partial ${nameTex(derivative[1] ?? "", names)}}{\\partial ${below}}`;
  }
  return indexedTex(nameTex(tree.of.name, names), at);
}

function indexedTex(name: string, at: string): string {
  return /^\\?[A-Za-z]+$/.test(name) ? `${name}_{${at}}` : `(${name})_{${at}}`;
}

function operation(op: Operator, left: Expression, right: Expression, names: TexNames): [string, number] {
  const inner = (part: Expression, wanted = 0) => print(part, wanted, names);
  switch (op) {
    case "+":
    case "-":
      return [`${inner(left, tightness.sum)} ${op} ${inner(right, tightness.bigSum)}`, tightness.sum];
    case "/":
      return [`\\frac{${inner(left)}}{${inner(right)}}`, operandTightness];
    case "^":
      return [`${inner(left, operandTightness)}^{${inner(right)}}`, powerTightness];
    case ".^":
      return [`${inner(left, operandTightness)} .^{${inner(right)}}`, powerTightness];
    default: {
      const sign = op === ".*" ? " \\odot " : op === "./" ? " \\oslash " : " \\cdot ";
      const apart = op !== "*" || !mayTouch(left, right);
      const second = inner(right, signedTightness);
      return [`${inner(left, tightness.product)}${apart ? sign : " \\, "}${second}`, tightness.product];
    }
  }
}

/** May the product sign be left out? Not between numbers, before a sign, or where it would read as something else. */
function mayTouch(left: Expression, right: Expression): boolean {
  const plain = ["name", "entry", "call", "bracket"];
  if (right.kind === "operation" && right.op === "^") return mayTouch(left, right.left);
  if (right.kind === "operation" && right.op === "/") return true;
  const before = left.kind === "operation" && left.op === "*" ? left.right : left;
  return plain.includes(right.kind) && (plain.includes(before.kind) || before.kind === "number");
}

function rows(tree: Expression & { kind: "choice" }, names: TexNames): string[] {
  const first = `${print(tree.yes, 0, names)} & \\text{if } ${print(tree.test, 0, names)}`;
  if (tree.no === null) return [first];
  if (tree.no.kind === "choice") return [first, ...rows(tree.no, names)];
  return [first, `${print(tree.no, 0, names)} & \\text{otherwise}`];
}

function call(tree: Expression & { kind: "call" }, names: TexNames): string {
  const list = tree.of.map((of) => print(of, 0, names)).join(", ");
  switch (tree.name) {
    case "abs":
      return tree.of.some(holdsBars) ? `\\left|\\left(${list}\\right)\\right|` : `\\left|${list}\\right|`;
    case "norm":
      return tree.of.some(holdsBars) ? `\\left\\|\\left(${list}\\right)\\right\\|` : `\\left\\|${list}\\right\\|`;
    case "sqrt":
      return `\\sqrt{${list}}`;
    case "delta":
      return `\\delta_{${list}}`;
    default: {
      const name = commands.has(tree.name) ? `\\${tree.name}` : `\\operatorname{${tree.name}}`;
      return `${name}${"'".repeat(tree.primes)}\\left(${list}\\right)`;
    }
  }
}

function holdsBars(tree: Expression): boolean {
  return (tree.kind === "call" && (tree.name === "abs" || tree.name === "norm")) || partsOf(tree).some(holdsBars);
}

function bigSum({ over, where, body }: Expression & { kind: "sum" }, names: TexNames): string {
  const from = over.from === null ? over.name : `${over.name}=${print(over.from, 5, names)}`;
  const below = where === null ? from : `${from},\\, ${print(where, 0, names)}`;
  const above = over.to === null ? "" : `^{${print(over.to, 0, names)}}`;
  const wanted = body.kind === "sum" ? 0 : tightness.product;
  return `\\sum_{${below}}${above} ${print(body, wanted, names)}`;
}
