import type { GradientDiagnosisCode } from "@gradmark/contract";
import type { Expression, Span } from "../grammar/tree.ts";
import { atCharacter, Unreadable } from "../grammar/unreadable.ts";
import { equality } from "./copies.ts";
import { elaborateCall } from "./elaborate-call.ts";
import { elaborateSum } from "./elaborate-sum.ts";
import { GraphFull } from "./graph.ts";
import type { Node } from "./node.ts";
import type { Scope } from "./scope.ts";
import {
  describeShape,
  entrywise,
  isScalar,
  type Misfit,
  pick,
  product,
  type Shaped,
  scalar,
  transpose,
} from "./shaped.ts";

/** 60 digits, so that arbitrary precision has something to work on. */
const constants: ReadonlyMap<string, string> = new Map([
  ["pi", "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803"],
  ["e", "2.71828182845904523536028747135266249775724709369995957496696762772407663035354759457138"],
]);

/**
 * Turns a tree into nodes of the graph, with all sums, products and cases written out for the indices of the scope.
 * Throws `Unreadable` where shapes, indices or conditions do not go together.
 */
export function elaborate(tree: Expression, scope: Scope): Shaped {
  scope.budget.steps -= 1;
  if (scope.budget.steps < 0) throw new GraphFull("steps");
  switch (tree.kind) {
    case "number":
      return scalar(scope.graph.constant(tree.text));
    case "name":
      return elaborateName(tree, tree.name, scope);
    case "entry":
      return elaborateEntry(tree, scope);
    case "negation":
      return each(elaborate(tree.of, scope), (node) => scope.graph.apply("negate", node));
    case "operation":
      return elaborateOperation(tree, scope);
    case "bracket":
      return elaborate(tree.test, scope);
    case "comparison":
      return elaborateComparison(tree, scope);
    case "logic": {
      const left = elaborate(tree.left, scope);
      return fitted(entrywise(scope.graph, tree.op, left, elaborate(tree.right, scope), false), tree);
    }
    case "not":
      return each(elaborate(tree.of, scope), (node) => scope.graph.apply("not", node));
    case "choice":
      return elaborateChoice(tree, scope);
    case "call":
      return elaborateCall(tree, scope);
    case "sum":
      return elaborateSum(tree, scope);
    case "transpose":
      return elaborateTranspose(tree, scope);
  }
}

/** A single number; anything larger is refused with the advice to take an entry. */
export function elaborateScalar(tree: Expression, scope: Scope): Node {
  const value = elaborate(tree, scope);
  if (isScalar(value)) return pick(value, 0);
  const advice = tree.kind === "name" ? ` Take an entry of it: ${tree.name}[i].` : "";
  throw refusal("shape-mismatch", tree, `a number is needed here, but this is ${describeShape(value.shape)}.${advice}`);
}

/** A whole number that is known before any value is: an index. */
export function elaborateIndex(tree: Expression, scope: Scope): number {
  const node = elaborateScalar(tree, scope);
  if (node.op === "constant" && Number.isInteger(node.value)) return node.value;
  throw refusal("unknown-index", tree, "an index is a whole number, an index name, or a sum of these.");
}

/** Runs a step of writing an answer out; what costs too much is refused like what cannot be read. */
export function affordably<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof GraphFull)) throw error;
    throw new Unreadable("too-costly", "Written out, the answer has too many terms. Shorten it.");
  }
}

export function refusal(code: GradientDiagnosisCode, span: Span, what: string): Unreadable {
  return new Unreadable(code, atCharacter(span, what), span);
}

export function fitted(value: Shaped | Misfit, span: Span): Shaped {
  if ("misfit" in value) throw refusal("shape-mismatch", span, `${value.misfit}.`);
  return value;
}

export function each(value: Shaped, change: (node: Node) => Node): Shaped {
  return { shape: value.shape, nodes: value.nodes.map(change) };
}

function elaborateName(span: Span, name: string, scope: Scope): Shaped {
  const index = scope.indices.get(name);
  if (index !== undefined) return scalar(scope.graph.integer(index));
  const value = scope.values.get(name);
  if (value !== undefined) return value;
  const size = scope.sizes.get(name);
  if (size !== undefined) return scalar(scope.graph.integer(size));
  const digits = constants.get(name);
  if (digits !== undefined) return scalar(scope.graph.constant(digits));
  throw refusal(
    "unknown-index",
    span,
    `the index ${name} has no value here. Sum over it, sum(…, ${name}), or use another.`,
  );
}

function elaborateEntry(tree: Expression & { kind: "entry" }, scope: Scope): Shaped {
  const of = elaborate(tree.of, scope);
  const rank = of.shape.length;
  const what = tree.of.kind === "name" ? tree.of.name : "this";
  if (rank === 0) throw refusal("unexpected-index", tree, `${what} is a single number and takes no index.`);
  if (tree.at.length !== rank) {
    const code = tree.at.length < rank ? "missing-index" : "unexpected-index";
    throw refusal(
      code,
      tree,
      `${what} is ${describeShape(of.shape)} and takes ${rank} ${rank === 1 ? "index" : "indices"}.`,
    );
  }
  let place = 0;
  for (const [n, at] of tree.at.entries()) {
    const size = of.shape[n] ?? 0;
    const index = elaborateIndex(at, scope);
    if (index < 1 || index > size) {
      if (scope.inSum) return scalar(scope.graph.integer(0));
      throw refusal("index-out-of-range", at, `index ${index} of ${what} lies outside 1…${size}.`);
    }
    place = place * size + index - 1;
  }
  return scalar(pick(of, place));
}

function elaborateOperation(tree: Expression & { kind: "operation" }, scope: Scope): Shaped {
  const { graph } = scope;
  if (tree.op === "*") return elaborateProduct(tree, scope);
  if (tree.op === "^" && tree.left.kind === "name" && tree.left.name === "e" && !scope.values.has("e")) {
    return each(elaborate(tree.right, scope), (node) => graph.apply("exp", node));
  }
  const left = elaborate(tree.left, scope);
  const right = elaborate(tree.right, scope);
  switch (tree.op) {
    case "+":
      return fitted(entrywise(graph, "add", left, right, true), tree);
    case "-":
      return fitted(entrywise(graph, "subtract", left, right, true), tree);
    case ".*":
      return fitted(entrywise(graph, "multiply", left, right, true), tree);
    case "./":
      return fitted(entrywise(graph, "divide", left, right, true), tree);
    case ".^":
      return fitted(entrywise(graph, "power", left, right, false), tree);
    case "/":
      if (!isScalar(right))
        throw refusal("shape-mismatch", tree.right, "divide by a number, or entry by entry with ./");
      return fitted(entrywise(graph, "divide", left, right, false), tree);
    case "^":
      if (!isScalar(left))
        throw refusal("shape-mismatch", tree, "the power of a vector or matrix, entry by entry, is .^");
      return fitted(entrywise(graph, "power", left, right, false), tree);
  }
}

/** A factor that is a false bracket makes the rest 0 without a look at it: `[k < n]*x[k+1]`. */
function elaborateProduct(tree: Expression & { kind: "operation" }, scope: Scope): Shaped {
  for (const side of [tree.left, tree.right]) {
    if (side.kind !== "bracket") continue;
    const value = elaborate(side, scope);
    if (isScalar(value) && pick(value, 0).op === "false") return value;
  }
  const left = elaborate(tree.left, scope);
  if (isScalar(left) && pick(left, 0).op === "false") return left;
  return fitted(product(scope.graph, left, elaborate(tree.right, scope)), tree);
}

function elaborateComparison(tree: Expression & { kind: "comparison" }, scope: Scope): Shaped {
  const { graph } = scope;
  const left = elaborate(tree.left, scope);
  const right = elaborate(tree.right, scope);
  switch (tree.op) {
    case "<":
      return fitted(entrywise(graph, "less", left, right, true), tree);
    case "<=":
      return fitted(entrywise(graph, "lessEqual", left, right, true), tree);
    case ">":
      return fitted(entrywise(graph, "less", right, left, true), tree);
    case ">=":
      return fitted(entrywise(graph, "lessEqual", right, left, true), tree);
    default: {
      const same = scalar(
        sameNumber(elaborateScalar(tree.left, scope), elaborateScalar(tree.right, scope), tree, scope),
      );
      return tree.op === "==" ? same : each(same, (node) => graph.apply("not", node));
    }
  }
}

function sameNumber(left: Node, right: Node, tree: Expression, scope: Scope): Node {
  const { graph, equalities } = scope;
  const same = equality(graph, left, right);
  if (same !== null) {
    // The same value on both sides, such as y[i] and y[j] for i = j, is no copy through min or max.
    if (left !== right || left.discrete) equalities?.set(tree, true);
    else if (equalities !== null && !equalities.has(tree)) equalities.set(tree, false);
    return same;
  }
  if (scope.realEquality) {
    return graph.apply("not", graph.apply("or", graph.apply("less", left, right), graph.apply("less", right, left)));
  }
  if (equalities === null) throw refuseEquality(tree);
  if (!equalities.has(tree)) equalities.set(tree, false);
  return graph.truth(false);
}

/** An equality that compares no copies for any index is refused: it would be a matter of rounding. */
export function refuseEqualities(equalities: ReadonlyMap<Expression, boolean>): void {
  for (const [tree, copies] of equalities) if (!copies) throw refuseEquality(tree);
}

function refuseEquality(span: Span): Unreadable {
  const advice = "Compare with < or >, or compare what min and max copy, such as [min(a, b) == a].";
  return refusal("real-equality", span, `two computed numbers are hardly ever exactly equal. ${advice}`);
}

function elaborateChoice(tree: Expression & { kind: "choice" }, scope: Scope): Shaped {
  const { graph } = scope;
  const test = elaborate(tree.test, scope);
  const first = test.nodes[0];
  if (isScalar(test) && first?.op === "true") return elaborate(tree.yes, scope);
  if (isScalar(test) && first?.op === "false") return otherwise(tree, scope);
  const yes = elaborate(tree.yes, scope);
  const no = otherwise(tree, scope);
  const wide = [test, yes, no].find((value) => !isScalar(value)) ?? test;
  for (const value of [test, yes, no]) {
    if (!isScalar(value) && value.nodes.length !== wide.nodes.length) {
      throw refusal(
        "shape-mismatch",
        tree,
        `the cases are ${describeShape(yes.shape)} and ${describeShape(no.shape)}.`,
      );
    }
  }
  const at = (value: Shaped, n: number) => pick(value, isScalar(value) ? 0 : n);
  const nodes = wide.nodes.map((_, n) => graph.apply("select", at(test, n), at(yes, n), at(no, n)));
  return { shape: wide.shape, nodes };
}

function otherwise(tree: Expression & { kind: "choice" }, scope: Scope): Shaped {
  return tree.no === null ? scalar(scope.graph.undefinedValue()) : elaborate(tree.no, scope);
}

function elaborateTranspose(tree: Expression & { kind: "transpose" }, scope: Scope): Shaped {
  const of = elaborate(tree.of, scope);
  if (isScalar(of))
    throw refusal("shape-mismatch", tree, "a single number is not transposed; ' stands for a transpose.");
  return transpose(of);
}
