import type { Comparator, Expression, Operator } from "../grammar/tree.ts";
import type { Node, Op } from "./node.ts";

const operators: Readonly<Partial<Record<Op, Operator>>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  power: "^",
};
const comparators: Readonly<Partial<Record<Op, Comparator>>> = { less: "<", lessEqual: "<=", equal: "==" };
const span = { start: 0, end: 0 };

/** A computation as an expression in the names of the problem; what has a name is written by it. */
export function treeOf(node: Node): Expression {
  const args = node.args.map(treeOf);
  const [left, right, third] = args;
  if (node.op === "input" || node.op === "named") return labelled(node.text);
  if (left === undefined) return leaf(node);
  if (node.op === "negate") return { kind: "negation", of: left, ...span };
  if (node.op === "not") return { kind: "not", of: left, ...span };
  if (right === undefined) return { kind: "call", name: node.op, primes: 0, of: [left], ...span };
  if (third !== undefined) return { kind: "choice", test: left, yes: right, no: third, ...span };
  const op = operators[node.op];
  if (op !== undefined) return { kind: "operation", op, left: valued(left), right: valued(right), ...span };
  const comparator = comparators[node.op];
  if (comparator !== undefined) return { kind: "comparison", op: comparator, left, right, ...span };
  if (node.op === "and" || node.op === "or") return { kind: "logic", op: node.op, left, right, ...span };
  return { kind: "call", name: node.op, primes: 0, of: args, ...span };
}

/** How many operations a tree of this node would show; names count as one. */
export function writtenSize(node: Node, most: number): number {
  if (node.op === "input" || node.op === "named" || node.args.length === 0) return 1;
  let size = 1;
  for (const arg of node.args) {
    size += writtenSize(arg, most - size);
    if (size >= most) return most;
  }
  return size;
}

function leaf(node: Node): Expression {
  if (node.op === "constant") return { kind: "number", text: node.text, ...span };
  return { kind: "number", text: node.op === "true" ? "1" : "0", ...span };
}

/** `W[1, 2]` is an entry, anything else a name. */
function labelled(text: string): Expression {
  const match = /^(.*)\[([\d, ]+)\]$/.exec(text);
  const name: Expression = { kind: "name", name: match?.[1] ?? text, ...span };
  if (match === null) return name;
  const at = (match[2] ?? "").split(", ").map((index): Expression => ({ kind: "number", text: index, ...span }));
  return { kind: "entry", of: name, at, ...span };
}

function valued(tree: Expression): Expression {
  const condition = tree.kind === "comparison" || tree.kind === "logic" || tree.kind === "not";
  return condition ? { kind: "bracket", test: tree, ...span } : tree;
}
