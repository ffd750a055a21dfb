import type { Graph } from "./graph.ts";
import { isBoolean, type Node, reachable, type UnaryOp } from "./node.ts";

/** How a derivative is taken: what counts as constant, and, for known mistakes, which rules are bent. */
export type Differentiation = {
  fixed?: ReadonlySet<Node>;
  /** In the first or second argument of these nodes the tangent is left out, or its sign is turned. */
  bent?: (node: Node) => { argument: 0 | 1; factor: 0 | -1 } | null;
  /** The slope of a function is taken to be its value. */
  valueForSlope?: boolean;
  /** Min and max, relu and choices pass on the argument that they did not choose. */
  swapped?: boolean;
};

/**
 * Forward mode with dual numbers (Clifford 1873; Griewank and Walther, "Evaluating Derivatives", 2008, chapter 3):
 * every node is paired with its tangent, here a node again, so that one interpreter evaluates truth and answer with
 * the same error bounds and at any precision. The tangent of `seed` is 1, of every `fixed` node 0; null means 0.
 */
export function differentiate(graph: Graph, root: Node, seed: Node, how: Differentiation = {}): Node | null {
  const tangents = new Map<Node, Node>();
  for (const node of reachable([root])) {
    if (node === seed) tangents.set(node, graph.integer(1));
    else if (node.id > seed.id && how.fixed?.has(node) !== true && !isBoolean(node)) {
      const bent = how.bent?.(node) ?? null;
      const tangent = tangentOf(graph, node, how, (arg, n) => {
        const plain = tangents.get(arg) ?? null;
        if (plain === null || bent === null || bent.argument !== n) return plain;
        return bent.factor === 0 ? null : graph.apply("negate", plain);
      });
      if (tangent !== null) tangents.set(node, tangent);
    }
  }
  return tangents.get(root) ?? null;
}

type Tangent = (arg: Node, position: 0 | 1) => Node | null;

function tangentOf(graph: Graph, node: Node, how: Differentiation, tangent: Tangent): Node | null {
  const [a, b, c] = node.args;
  if (a === undefined) return null;
  if (b === undefined) return unaryTangent(graph, node, a, how, tangent(a, 0));
  if (c !== undefined) {
    const arms: [Node | null, Node | null] = [tangent(b, 0), tangent(c, 1)];
    return chosen(graph, how.swapped === true ? graph.apply("not", a) : a, ...arms);
  }
  const da = tangent(a, 0);
  const db = tangent(b, 1);
  if (da === null && db === null) return null;
  switch (node.op) {
    case "add":
      return plus(graph, da, db);
    case "subtract":
      return plus(graph, da, db === null ? null : graph.apply("negate", db));
    case "multiply":
      return plus(graph, da === null ? null : times(graph, da, b), db === null ? null : times(graph, a, db));
    case "divide": {
      const rest = db === null ? null : graph.apply("negate", times(graph, node, db));
      const top = plus(graph, da, rest);
      return top === null ? null : graph.apply("divide", top, b);
    }
    case "power":
      return powerTangent(graph, node, a, b, da, db);
    case "min":
    case "max": {
      const first = (node.op === "min") !== (how.swapped === true);
      return chosen(graph, first ? graph.apply("less", a, b) : graph.apply("less", b, a), da, db);
    }
    default:
      throw new Error(`no derivative rule for ${node.op}`);
  }
}

function unaryTangent(graph: Graph, node: Node, a: Node, how: Differentiation, da: Node | null): Node | null {
  if (da === null || node.op === "named") return da;
  if (node.op === "negate") return graph.apply("negate", da);
  if (how.valueForSlope === true) return times(graph, node, da);
  if (how.swapped === true && node.op === "relu") return times(graph, graph.apply("less", a, graph.integer(0)), da);
  const slope = slopeOf(graph, node.op as UnaryOp, a, node);
  return slope === null ? null : times(graph, slope, da);
}

/** The derivative of a function of one variable at `a`, where `value` is f(a); null where it is 0 everywhere. */
export function slopeOf(graph: Graph, op: UnaryOp, a: Node, value: Node): Node | null {
  const one = graph.integer(1);
  const square = (node: Node) => graph.apply("multiply", node, node);
  switch (op) {
    case "exp":
      return value;
    case "log":
      return graph.apply("divide", one, a);
    case "sqrt":
      return graph.apply("divide", one, graph.apply("multiply", graph.integer(2), value));
    case "sin":
      return graph.apply("cos", a);
    case "cos":
      return graph.apply("negate", graph.apply("sin", a));
    case "tan":
      return graph.apply("divide", one, square(graph.apply("cos", a)));
    case "sinh":
      return graph.apply("cosh", a);
    case "cosh":
      return graph.apply("sinh", a);
    case "tanh":
      return square(graph.apply("sech", a));
    case "sech":
      return graph.apply("negate", graph.apply("multiply", value, graph.apply("tanh", a)));
    case "sigma":
      return graph.apply("multiply", value, graph.apply("sigma", graph.apply("negate", a)));
    case "softplus":
      return graph.apply("sigma", a);
    case "abs":
      return graph.apply("sign", a);
    case "relu":
      return graph.apply("less", graph.integer(0), a);
    case "sign":
    case "heaviside":
      return null;
  }
}

function powerTangent(graph: Graph, node: Node, a: Node, b: Node, da: Node | null, db: Node | null): Node | null {
  const less = graph.apply("subtract", b, graph.integer(1));
  const lower = less.op === "constant" && less.value === 1 ? a : graph.apply("power", a, less);
  const byBase = da === null ? null : times(graph, times(graph, b, lower), da);
  const byExponent = db === null ? null : times(graph, times(graph, node, graph.apply("log", a)), db);
  return plus(graph, byBase, byExponent);
}

function plus(graph: Graph, one: Node | null, other: Node | null): Node | null {
  if (one === null) return other;
  return other === null ? one : graph.apply("add", one, other);
}

function times(graph: Graph, one: Node, other: Node): Node {
  if (one.op === "constant" && one.value === 1) return other;
  if (other.op === "constant" && other.value === 1) return one;
  return graph.apply("multiply", one, other);
}

function chosen(graph: Graph, test: Node, yes: Node | null, no: Node | null): Node | null {
  if (yes === null && no === null) return null;
  return graph.apply("select", test, yes ?? graph.integer(0), no ?? graph.integer(0));
}
