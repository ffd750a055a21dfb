import { logChoose } from "./binomial.ts";

/**
 * One-sided p-value of Fisher's exact test: the chance that the first of two samples has at least `a` successes,
 * given how many both have together, when both have the same rate.
 * Source: R. A. Fisher, Statistical Methods for Research Workers (1934), § 21.02; hypergeometric tail.
 */
export function fisherGreater(a: number, n: number, b: number, m: number): number {
  const successes = a + b;
  const logAll = logChoose(n + m, successes);
  let sum = 0;
  for (let i = a; i <= Math.min(n, successes); i++) {
    if (successes - i > m) continue;
    sum += Math.exp(logChoose(n, i) + logChoose(m, successes - i) - logAll);
  }
  return Math.min(1, sum);
}
