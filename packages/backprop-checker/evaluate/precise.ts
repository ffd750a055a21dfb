import type { BigNumber } from "mathjs";
import { type Node, reachable } from "../graph/node.ts";
import { type Bounded, preciseError } from "./precise-bounds.ts";
import { preciseRule } from "./precise-rules.ts";

/** A number of many digits, or null where it is undefined. */
export type Precise = BigNumber | null;

/**
 * Arbitrary precision, by mathjs. It evaluates graphs that this package has built, never text. A double is taken as
 * its shortest decimal, so truth and answer must both be evaluated here to be compared.
 */
export type Precision = {
  digits: number;
  number: (text: string | number) => BigNumber;
  /** `known` values are used in place of what the graph says. */
  evaluate: (roots: readonly Node[], point: ArrayLike<number>, known?: ReadonlyMap<Node, Precise>) => Precise[];
  /** The same with a bound of each error. */
  evaluateBounded: (roots: readonly Node[], point: ArrayLike<number>) => Bounded[];
  /** The same with more digits. */
  finer: (digits: number) => Precision;
};

/**
 * Loads mathjs, which takes longer than a thousand checks: only for what doubles cannot decide, and to cross-check
 * authored problems.
 */
export async function openPrecision(digits = 64): Promise<Precision> {
  const { bignumberDependencies, create } = await import("mathjs");
  if (bignumberDependencies === undefined) throw new Error("mathjs has no BigNumber");
  const open = (digits: number): Precision => {
    const math = create(bignumberDependencies, { precision: digits });
    const number = (value: string | number) => math.bignumber(value);
    return {
      digits,
      number,
      evaluate: (roots, point, known) => valuesOf(roots, point, { number, digits }, known),
      evaluateBounded: (roots, point) => boundedValuesOf(roots, point, { number, digits }),
      finer: open,
    };
  };
  return open(digits);
}

type Arithmetic = Pick<Precision, "number" | "digits">;

function valuesOf(
  roots: readonly Node[],
  point: ArrayLike<number>,
  { number, digits }: Arithmetic,
  known?: ReadonlyMap<Node, Precise>,
): Precise[] {
  const values = new Map<Node, Precise>(known);
  for (const node of reachable(roots)) {
    if (known?.has(node)) continue;
    const args = node.args.map((arg) => values.get(arg) ?? null);
    values.set(node, preciseRule(node, args, point, number, digits));
  }
  return roots.map((root) => values.get(root) ?? null);
}

function boundedValuesOf(roots: readonly Node[], point: ArrayLike<number>, { number, digits }: Arithmetic): Bounded[] {
  const bounded = new Map<Node, Bounded>();
  const at = (node: Node): Bounded => bounded.get(node) ?? { value: null, error: Number.POSITIVE_INFINITY };
  for (const node of reachable(roots)) {
    const args = node.args.map(at);
    const value = preciseRule(
      node,
      args.map((arg) => arg.value),
      point,
      number,
      digits,
    );
    bounded.set(node, { value, error: preciseError(node, value, args, digits) });
  }
  return roots.map(at);
}

/** By what share of the larger one two numbers differ; 0 where both are 0. */
export function relativeDifference(one: BigNumber, other: BigNumber): number {
  const largest = one.abs().gt(other.abs()) ? one.abs() : other.abs();
  return largest.isZero() ? 0 : Number(one.minus(other).abs().div(largest).toPrecision(6));
}
