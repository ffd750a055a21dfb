import type { Expression } from "../grammar/tree.ts";
import type { Graph } from "./graph.ts";
import type { Shaped } from "./shaped.ts";

/** What names mean while a tree becomes a graph. */
export type Scope = {
  graph: Graph;
  values: ReadonlyMap<string, Shaped>;
  sizes: ReadonlyMap<string, number>;
  /** The range of each declared index. */
  ranges: ReadonlyMap<string, readonly [number, number]>;
  /** A problem's own functions: an expression in `z`. */
  functions: ReadonlyMap<string, Expression>;
  /** The indices that have a value here. */
  indices: ReadonlyMap<string, number>;
  /** Inside a sum an index out of range reads 0. */
  inSum: boolean;
  /** Author's constraints may compare reals. */
  realEquality: boolean;
  /**
   * Equality of reals that are no copies is false, but at least for some indices they must be copies: for each
   * equality, whether that has been seen. Null: refused at once.
   */
  equalities: Map<Expression, boolean> | null;
  /** Sums that hold no free index, written out once for all choices of the free indices of one answer. */
  sums?: Map<Expression, Shaped>;
  /** What writing out may still cost: nested sums cost time also where their terms are all alike. */
  budget: { steps: number };
};
