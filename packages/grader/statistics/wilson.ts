/** Two-sided 95 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * 95 % interval of a share of n independent rows.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212.
 * Invariant: 0 ≤ low ≤ share ≤ high ≤ 1, also for shares of 0 and 1.
 */
export function wilsonInterval(share: number, n: number): [number, number] {
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [Math.min(share, Math.max(0, centre - half)), Math.max(share, Math.min(1, centre + half))];
}
