import type { Graph } from "./graph.ts";
import type { Node, Op } from "./node.ts";

/** A number (shape []), a vector ([n], a column in products) or a matrix ([rows, columns], row by row). */
export type Shaped = { shape: readonly number[]; nodes: readonly Node[] };

/** Why two shapes do not go together; the caller knows the place. */
export type Misfit = { misfit: string };

export function scalar(node: Node): Shaped {
  return { shape: [], nodes: [node] };
}

export function isScalar(value: Shaped): boolean {
  return value.shape.length === 0;
}

export function describeShape(shape: readonly number[]): string {
  if (shape.length === 0) return "a number";
  if (shape.length === 1) return `a vector of ${shape[0]}`;
  return `a ${shape.join("×")} matrix`;
}

/** What an entry is called: `x`, `x[2]`, `W[1, 2]`. */
export function labelOf(name: string, shape: readonly number[], n: number): string {
  const columns = shape[1];
  if (shape.length === 0) return name;
  return columns === undefined ? `${name}[${n + 1}]` : `${name}[${Math.floor(n / columns) + 1}, ${(n % columns) + 1}]`;
}

/** Entry by entry, where the shapes are equal, one is a number, or a vector is added to a matrix by rows. */
export function entrywise(graph: Graph, op: Op, left: Shaped, right: Shaped, rows: boolean): Shaped | Misfit {
  if (isScalar(left) || sameShape(left, right)) {
    const nodes = right.nodes.map((node, n) => graph.apply(op, pick(left, isScalar(left) ? 0 : n), node));
    return { shape: right.shape, nodes };
  }
  if (isScalar(right)) {
    return { shape: left.shape, nodes: left.nodes.map((node) => graph.apply(op, node, pick(right, 0))) };
  }
  if (rows && right.shape.length === 1 && left.shape.length === 2 && left.shape[1] === right.shape[0]) {
    const width = right.nodes.length;
    return { shape: left.shape, nodes: left.nodes.map((node, n) => graph.apply(op, node, pick(right, n % width))) };
  }
  if (rows && left.shape.length === 1 && right.shape.length === 2 && right.shape[1] === left.shape[0]) {
    const width = left.nodes.length;
    return { shape: right.shape, nodes: right.nodes.map((node, n) => graph.apply(op, pick(left, n % width), node)) };
  }
  return { misfit: `${describeShape(left.shape)} and ${describeShape(right.shape)} do not fit entry by entry` };
}

/** The matrix product; a number scales, a vector is a column. */
export function product(graph: Graph, left: Shaped, right: Shaped): Shaped | Misfit {
  if (isScalar(left) || isScalar(right)) return entrywise(graph, "multiply", left, right, false);
  const [rows, inner] = asMatrix(left.shape);
  const [height, columns] = asMatrix(right.shape);
  if (inner !== height) {
    return { misfit: `${describeShape(left.shape)} times ${describeShape(right.shape)} is not defined` };
  }
  const nodes: Node[] = [];
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const terms = Array.from({ length: inner }, (_, k) =>
        graph.apply("multiply", pick(left, r * inner + k), pick(right, k * columns + c)),
      );
      nodes.push(sumOf(graph, terms));
    }
  }
  return collapse([rows, columns], nodes, left.shape.length === 2 && right.shape.length === 1);
}

export function transpose(value: Shaped): Shaped {
  if (value.shape.length === 1) return { shape: [1, value.nodes.length], nodes: value.nodes };
  const [rows, columns] = asMatrix(value.shape);
  const nodes = Array.from({ length: rows * columns }, (_, n) =>
    pick(value, (n % rows) * columns + Math.floor(n / rows)),
  );
  return collapse([columns, rows], nodes, rows === 1);
}

/** A vector as a diagonal matrix; of a matrix its diagonal. */
export function diagonal(graph: Graph, value: Shaped): Shaped {
  const [rows, columns] = asMatrix(value.shape);
  if (value.shape.length === 1) {
    const zero = graph.integer(0);
    const nodes = Array.from({ length: rows * rows }, (_, n) =>
      n % (rows + 1) === 0 ? pick(value, n / (rows + 1)) : zero,
    );
    return { shape: [rows, rows], nodes };
  }
  const size = Math.min(rows, columns);
  return { shape: [size], nodes: Array.from({ length: size }, (_, n) => pick(value, n * (columns + 1))) };
}

export function sumOf(graph: Graph, terms: readonly Node[]): Node {
  const [first, ...rest] = terms;
  if (first === undefined) return graph.integer(0);
  return rest.reduce((sum, term) => graph.apply("add", sum, term), first);
}

export function pick(value: Shaped, n: number): Node {
  const node = value.nodes[n];
  if (node === undefined) throw new Error(`entry ${n} of ${describeShape(value.shape)}`);
  return node;
}

export function sameShape(left: Shaped, right: Shaped): boolean {
  return left.shape.length === right.shape.length && left.shape.every((size, n) => size === right.shape[n]);
}

/** A 1×1 product of vectors is a number, an n×1 product with a vector is a vector again. */
function collapse(shape: [number, number], nodes: Node[], column: boolean): Shaped {
  if (shape[0] === 1 && shape[1] === 1) return { shape: [], nodes };
  return column && shape[1] === 1 ? { shape: [shape[0]], nodes } : { shape, nodes };
}

function asMatrix(shape: readonly number[]): [number, number] {
  return [shape[0] ?? 1, shape.length === 2 ? (shape[1] ?? 1) : 1];
}
