import type { Expression, Operator } from "./tree.ts";

/** How tightly a form binds; the same ladder as the parser's. */
export const tightness = { choice: 0, or: 1, and: 2, not: 3, comparison: 4, sum: 5, bigSum: 5.5, product: 6 } as const;
export const signedTightness = 7;
export const powerTightness = 8;
export const operandTightness = 9;

/** Writes a tree as plain text that reads as the same tree. */
export function printPlain(tree: Expression): string {
  return print(tree, 0);
}

/** The text, in parentheses where what stands around it binds tighter than `wanted` allows. */
function print(tree: Expression, wanted: number): string {
  const [text, own] = form(tree);
  return own < wanted ? `(${text})` : text;
}

function form(tree: Expression): [string, number] {
  switch (tree.kind) {
    case "number":
      return [tree.text, operandTightness];
    case "name":
      return [tree.name, operandTightness];
    case "entry":
      return [`${print(tree.of, operandTightness)}[${tree.at.map((at) => print(at, 0)).join(", ")}]`, operandTightness];
    case "negation":
      return [`-${print(tree.of, signedTightness)}`, signedTightness];
    case "operation":
      return operation(tree.op, tree.left, tree.right);
    case "comparison":
      return [`${print(tree.left, 5)} ${tree.op} ${print(tree.right, 5)}`, tightness.comparison];
    case "logic": {
      const own = tree.op === "or" ? tightness.or : tightness.and;
      return [`${print(tree.left, own)} ${tree.op} ${print(tree.right, own + 1)}`, own];
    }
    case "not":
      return [`not ${print(tree.of, tightness.not)}`, tightness.not];
    case "bracket":
      return [`[${print(tree.test, 0)}]`, operandTightness];
    case "choice": {
      const no = tree.no === null ? "undefined" : print(tree.no, 0);
      return [`${print(tree.test, 1)} ? ${print(tree.yes, 0)} : ${no}`, tightness.choice];
    }
    case "call": {
      const list = tree.of.map((of) => print(of, 0)).join(", ");
      return [`${tree.name}${"'".repeat(tree.primes)}(${list})`, operandTightness];
    }
    case "sum":
      return [`sum(${print(tree.body, 0)}, ${bounds(tree)})`, operandTightness];
    case "transpose":
      return [`transpose(${print(tree.of, 0)})`, operandTightness];
  }
}

function operation(op: Operator, left: Expression, right: Expression): [string, number] {
  if (op === "+" || op === "-") {
    return [`${print(left, tightness.sum)} ${op} ${print(right, tightness.product)}`, tightness.sum];
  }
  if (op === "^" || op === ".^") {
    const simple = right.kind === "number" || (right.kind === "name" && right.name !== "T");
    const exponent = simple ? print(right, 0) : `(${print(right, 0)})`;
    return [`${print(left, operandTightness)}${op}${exponent}`, powerTightness];
  }
  const sign = op === "*" || op === "/" ? op : ` ${op} `;
  return [`${print(left, tightness.product)}${sign}${print(right, signedTightness)}`, tightness.product];
}

function bounds({ over, where }: Expression & { kind: "sum" }): string {
  const { name, from, to } = over;
  const parts = [name];
  if (from !== null && to !== null) parts.push(print(from, 0), print(to, 0));
  else if (from !== null) parts[0] = `${name} = ${print(from, 5)}`;
  if (where !== null) parts.push(print(where, 0));
  return parts.join(", ");
}
