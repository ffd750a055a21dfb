import { type Expression, partsOf, type SumIndex } from "../grammar/tree.ts";
import { elaborate, elaborateIndex, fitted, refusal } from "./elaborate.ts";
import type { Scope } from "./scope.ts";
import { entrywise, isScalar, pick, type Shaped, scalar } from "./shaped.ts";

type Sum = Expression & { kind: "sum" };

/** A sum written out over its index. */
export function elaborateSum(tree: Sum, scope: Scope): Shaped {
  const known = scope.sums?.get(tree);
  if (known !== undefined) return known;
  const sum = writtenOut(tree, scope);
  if (!holdsAny(tree, scope.indices)) scope.sums?.set(tree, sum);
  return sum;
}

function holdsAny(tree: Expression, indices: ReadonlyMap<string, number>): boolean {
  if (tree.kind === "name") return indices.has(tree.name);
  return partsOf(tree).some((part) => holdsAny(part, indices));
}

function writtenOut(tree: Sum, scope: Scope): Shaped {
  const [from, to] = rangeOf(tree, tree.over, scope);
  if (to - from > 4096) throw refusal("too-costly", tree.over, `${to - from + 1} terms are too many.`);
  const terms: Shaped[] = [];
  for (let value = from; value <= to; value += 1) {
    const indices = new Map(scope.indices).set(tree.over.name, value);
    const term = summand(tree, { ...scope, indices, inSum: true });
    if (term !== null) terms.push(term);
  }
  const [first, ...rest] = terms;
  if (first === undefined) return scalar(scope.graph.integer(0));
  return rest.reduce((sum, term) => fitted(entrywise(scope.graph, "add", sum, term, false), tree), first);
}

/** One term, or null where the sum's condition leaves it out. */
function summand(tree: Sum, scope: Scope): Shaped | null {
  const test = tree.where === null ? null : elaborate(tree.where, scope);
  if (test === null || (isScalar(test) && pick(test, 0).op === "true")) return elaborate(tree.body, scope);
  if (isScalar(test) && pick(test, 0).op === "false") return null;
  return fitted(entrywise(scope.graph, "multiply", test, elaborate(tree.body, scope), false), tree);
}

/**
 * The limits as written, else the declared range, else the size along which the body uses the index. An index that
 * is declared for one size and used along another only is refused: its sum would leave terms out silently.
 */
function rangeOf(tree: Sum, index: SumIndex, scope: Scope): readonly [number, number] {
  const used = new Set<number>();
  usedAlong(tree.body, index.name, scope, used);
  const declared = scope.ranges.get(index.name);
  const [size] = used;
  if (declared === undefined && used.size > 1 && (index.from === null || index.to === null)) {
    throw refusal("index-range-mismatch", index, `the sizes along ${index.name} are ${[...used].join(" and ")}.`);
  }
  const mismatch = declared !== undefined && declared[0] === 1 && used.size > 0 && !used.has(declared[1]);
  if (mismatch && (index.from === null || index.to === null)) {
    const range = `${declared[0]}…${declared[1]}`;
    const advice = `Use another letter, or give the limits: sum(…, ${index.name}, 1, ${size}).`;
    throw refusal(
      "index-range-mismatch",
      index,
      `${index.name} runs over ${range}, but is used along ${size}. ${advice}`,
    );
  }
  const range = declared ?? (size === undefined ? undefined : ([1, size] as const));
  const from = index.from === null ? range?.[0] : elaborateIndex(index.from, scope);
  const to = index.to === null ? range?.[1] : elaborateIndex(index.to, scope);
  if (from !== undefined && to !== undefined) return [from, to];
  throw refusal("unknown-index", index, `it is not clear over what ${index.name} runs: give its limits.`);
}

function usedAlong(tree: Expression, name: string, scope: Scope, used: Set<number>): void {
  if (tree.kind === "sum" && tree.over.name === name) return;
  if (tree.kind === "entry" && tree.of.kind === "name") {
    const shape = scope.values.get(tree.of.name)?.shape ?? [];
    for (const [n, at] of tree.at.entries()) {
      const size = shape[n];
      if (at.kind === "name" && at.name === name && size !== undefined) used.add(size);
    }
  }
  for (const part of partsOf(tree)) usedAlong(part, name, scope, used);
}
