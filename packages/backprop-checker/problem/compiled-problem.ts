import type { GradientProblem, GradientSlot, SymbolDomain } from "@gradmark/contract";
import type { KnownMistakes } from "../explain/known-mistakes.ts";
import type { Names } from "../grammar/names.ts";
import type { Derivative } from "../grammar/parse-derivative.ts";
import type { Expression } from "../grammar/tree.ts";
import type { Graph } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import type { Scope } from "../graph/scope.ts";
import type { PreparedSlot } from "../judge/prepare-slot.ts";

/** A free symbol or an upstream gradient: `count` places of every point, from `offset` on. */
export type InputSymbol = {
  name: string;
  shape: readonly number[];
  offset: number;
  count: number;
  domain: SymbolDomain | undefined;
  upstream: boolean;
};

/** One line of the forward computation: the name it defines, and the tree it computes. */
export type ForwardLine = { name: string; indices: readonly string[]; tree: Expression };

/** A forward computation as a graph, with everything that answers may name. */
export type Model = {
  source: GradientProblem;
  graph: Graph;
  scope: Scope;
  /** What answers may use; `forwardNames` also knows the hidden names. */
  names: Names;
  forwardNames: Names;
  inputs: readonly InputSymbol[];
  lines: readonly ForwardLine[];
  /** Upstream gradients and the values that they belong to. */
  upstream: readonly { name: string; of: string }[];
  constraints: readonly Node[];
};

/** One derivative: of `root` by `seed`, with these nodes held fixed. */
export type Place = { root: Node; seed: Node; fixed: ReadonlySet<Node> };

/** What is asked for: one truth for each choice of the free indices, or for each entry of a matrix. */
export type CompiledSlot = {
  source: GradientSlot;
  target: Derivative;
  names: Names;
  where: Expression | null;
  /** The free indices and their values, one map for each truth; for a matrix the one empty map. */
  tuples: readonly ReadonlyMap<string, number>[];
  /** Of the value asked for: [] for an entry. */
  shape: readonly number[];
  places: readonly Place[];
  truths: readonly Node[];
};

export type ReadySlot = CompiledSlot & { prepared: PreparedSlot; mistakes: () => KnownMistakes };

export type CompiledProblem = { model: Model; slots: readonly ReadySlot[] };
