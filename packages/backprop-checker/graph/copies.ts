import type { Graph } from "./graph.ts";
import { type Node, unnamed } from "./node.ts";

/**
 * Is `left` equal to `right`, as a condition of the graph? Equality of reals is meant where one is a copy of the
 * other through min, max, relu or a choice; then it says which one was copied: `[o_min == s1]` is `[s1 < s2]`.
 * Null where the two are no copies, so that equality would be a matter of rounding.
 */
export function equality(graph: Graph, left: Node, right: Node): Node | null {
  if (left.discrete && right.discrete) return graph.apply("equal", left, right);
  const sources = new Set(sourcesOf(left, graph));
  if (!sourcesOf(right, graph).some((source) => sources.has(source))) return null;
  return equalCopies(graph, left, right);
}

function equalCopies(graph: Graph, left: Node, right: Node): Node {
  if (left === right) return graph.truth(true);
  const branch = branchesOf(left, graph);
  if (branch !== null) {
    const yes = equalCopies(graph, branch.yes, right);
    return either(graph, branch.test, yes, equalCopies(graph, branch.no, right));
  }
  if (branchesOf(right, graph) !== null) return equalCopies(graph, right, left);
  return graph.truth(false);
}

function either(graph: Graph, test: Node, yes: Node, no: Node): Node {
  const first = graph.apply("and", test, yes);
  return graph.apply("or", first, graph.apply("and", graph.apply("not", test), no));
}

/** A copying node as the choice that it makes; null for any other node. */
function branchesOf(node: Node, graph: Graph): { test: Node; yes: Node; no: Node } | null {
  const inner = unnamed(node);
  const [a, b, c] = inner.args;
  if (a === undefined) return null;
  if (inner.op === "relu") return { test: graph.apply("less", graph.integer(0), a), yes: a, no: graph.integer(0) };
  if (b === undefined) return null;
  if (inner.op === "min") return { test: graph.apply("less", a, b), yes: a, no: b };
  if (inner.op === "max") return { test: graph.apply("less", b, a), yes: a, no: b };
  return inner.op === "select" && c !== undefined ? { test: a, yes: b, no: c } : null;
}

function sourcesOf(node: Node, graph: Graph): Node[] {
  const branch = branchesOf(node, graph);
  if (branch === null) return [node];
  return [node, ...sourcesOf(branch.yes, graph), ...sourcesOf(branch.no, graph)];
}
