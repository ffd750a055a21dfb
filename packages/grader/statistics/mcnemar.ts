import { binomialTail } from "./binomial.ts";

/**
 * Two-sided p-value of McNemar's exact test: the chance that two answers of equal quality, given to the same rows,
 * are apart by so much. Only rows count that one of them has right and the other wrong.
 * Source: Q. McNemar, Psychometrika 12 (1947); exact form by the binomial distribution.
 */
export function mcnemarExact(onlyFirstRight: number, onlySecondRight: number): number {
  const n = onlyFirstRight + onlySecondRight;
  return Math.min(1, 2 * binomialTail(Math.max(onlyFirstRight, onlySecondRight), n, 0.5));
}
