import type { Kit, Scored, ScoreReport } from "@gradmark/contract";

type Rule = NonNullable<Kit["competition"]["benchmark"]["rule"]>;

/**
 * What the board shows of one part of the test rows, by the kit's rule: the first seed's score, or the end of the 95 %
 * band that is easier to beat. The band is over the seeds; with one seed it is the score's own interval over the rows.
 */
export function boardScore(rule: Rule, direction: ScoreReport["direction"], seeds: readonly Scored[]): Scored {
  const [first] = seeds;
  if (!first) throw new Error("a benchmark needs at least one seed");
  if (rule === "score") return first;
  const band = seeds.length > 1 ? seedInterval(seeds.map(({ score }) => score)) : first.interval;
  if (band === null) throw new Error("this metric has no interval over rows: set benchmark.seeds to 2 or more");
  return { ...first, score: direction === "max" ? band[0] : band[1], interval: band };
}

/** 97.5 % points of Student's t distribution for 1 … 9 degrees of freedom; beyond, that of ten is near enough. */
const studentT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/** 95 % interval of the score of one more seed, from the scores of k seeds (normal errors, k ≥ 2). */
export function seedInterval(scores: readonly number[]): [number, number] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
  const half = (studentT[scores.length - 2] ?? 2.228) * Math.sqrt(variance * (1 + 1 / scores.length));
  return [mean - half, mean + half];
}
