import type { Expression } from "../grammar/tree.ts";
import { differentiate } from "./differentiate.ts";
import { each, elaborate, elaborateScalar, fitted, refusal } from "./elaborate.ts";
import { type Node, type UnaryOp, unaryOps } from "./node.ts";
import type { Scope } from "./scope.ts";
import { diagonal, entrywise, isScalar, pick, type Shaped, sameShape, scalar, sumOf } from "./shaped.ts";

type Call = Expression & { kind: "call" };

const unary: ReadonlySet<string> = new Set(unaryOps);

/** A function call; on vectors and matrices the functions of one number work entry by entry. */
export function elaborateCall(tree: Call, scope: Scope): Shaped {
  const { graph } = scope;
  const [first, second] = tree.of;
  if (first === undefined) throw refusal("wrong-arity", tree, `${tree.name} needs an argument.`);
  const own = scope.functions.get(tree.name);
  if (own !== undefined || unary.has(tree.name)) {
    return each(elaborate(first, scope), (node) => applied(tree, node, own, scope));
  }
  if (tree.primes > 0) throw refusal("unknown-function", tree, `${tree.name}' is not read; write the derivative out.`);
  switch (tree.name) {
    case "min":
    case "max":
      return extreme(tree, tree.name, scope);
    case "delta":
      return delta(tree, scope);
    case "sum":
      return scalar(sumOf(graph, elaborate(first, scope).nodes));
    case "norm":
      return scalar(norm(elaborate(first, scope), scope));
    case "dot":
      return dot(tree, elaborate(first, scope), second === undefined ? null : elaborate(second, scope), scope);
    case "diag":
      return diagonal(graph, vectorOrMatrix(tree, elaborate(first, scope)));
    default:
      throw refusal("unknown-function", tree, `${tree.name} is not a function of this problem.`);
  }
}

/** f(a), or with primes its derivative there: `sigma'(x)`. */
function applied(tree: Call, a: Node, own: Expression | undefined, scope: Scope): Node {
  const { graph } = scope;
  const call = (at: Node) => {
    if (own === undefined) return graph.apply(tree.name as UnaryOp, at);
    return elaborateScalar(own, {
      ...scope,
      sums: new Map(),
      values: new Map([["z", scalar(at)]]),
      indices: new Map(),
    });
  };
  if (tree.primes === 0) return call(a);
  const place = graph.named("z", a);
  let value = call(place);
  for (let n = 0; n < tree.primes; n += 1) value = differentiate(graph, value, place) ?? graph.integer(0);
  return value;
}

function extreme(tree: Call, op: "min" | "max", scope: Scope): Shaped {
  const { graph } = scope;
  const values = tree.of.map((of) => elaborate(of, scope));
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    return scalar(only.nodes.reduce((one, other) => graph.apply(op, one, other)));
  }
  return values.reduce((one, other) => fitted(entrywise(graph, op, one, other, false), tree));
}

function delta(tree: Call, scope: Scope): Shaped {
  const [one, other] = tree.of.map((of) => elaborateScalar(of, scope));
  if (one === undefined || other === undefined) throw refusal("wrong-arity", tree, "delta takes two indices.");
  if (!one.discrete || !other.discrete) {
    throw refusal("real-equality", tree, "delta compares indices, not computed numbers.");
  }
  return scalar(scope.graph.apply("equal", one, other));
}

function norm(value: Shaped, { graph }: Scope): Node {
  if (isScalar(value)) return graph.apply("abs", pick(value, 0));
  const squares = value.nodes.map((node) => graph.apply("multiply", node, node));
  return graph.apply("sqrt", sumOf(graph, squares));
}

function dot(tree: Call, left: Shaped, right: Shaped | null, { graph }: Scope): Shaped {
  if (right === null || !sameShape(left, right)) {
    throw refusal("shape-mismatch", tree, "dot takes two vectors of the same length.");
  }
  return scalar(
    sumOf(
      graph,
      left.nodes.map((node, n) => graph.apply("multiply", node, pick(right, n))),
    ),
  );
}

function vectorOrMatrix(tree: Call, value: Shaped): Shaped {
  if (isScalar(value)) throw refusal("shape-mismatch", tree, `${tree.name} takes a vector or a matrix.`);
  return value;
}
