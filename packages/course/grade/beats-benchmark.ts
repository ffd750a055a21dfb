import { type Kit, metricDirection } from "@gradmark/contract";

type Curve = readonly (readonly [score: number, share: number])[];

/**
 * Whether a private score beats the benchmark's in the metric's direction. Strictly: an equal score has not beaten
 * it. Scores on the same rows with the same metric are compared as they are, without a margin.
 */
export function beatsBenchmark(kit: Kit, score: number, benchmark: number): boolean {
  return metricDirection(kit.competition.metric) === "max" ? score > benchmark : score < benchmark;
}

/**
 * The share of the points for a score that does not beat the benchmark: straight lines between the points of the
 * curve, nothing before its first, and what its last gives beyond it. The curve goes from bad scores to good ones.
 */
export function curveShare(kit: Kit, curve: Curve, score: number): number {
  const sign = metricDirection(kit.competition.metric) === "max" ? 1 : -1;
  let before: readonly [number, number] | null = null;
  for (const point of curve) {
    if (sign * score < sign * point[0]) {
      if (before === null) return 0;
      return before[1] + ((point[1] - before[1]) * (score - before[0])) / (point[0] - before[0]);
    }
    before = point;
  }
  return before?.[1] ?? 0;
}
