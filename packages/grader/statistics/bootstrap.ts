import { randomNumbers } from "./random-numbers.ts";

/** How rows are drawn. The same options give the same draws, so that a score is the same whenever it is computed. */
export interface Draws {
  draws: number;
  seed: number;
}

/**
 * Scores of rows that were drawn with replacement, as many as there are, many times over.
 * Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979).
 * @param rows numbers of the rows to draw from
 * @param counts as many as there are rows in all; filled anew for each draw: how often each row was drawn
 * @param scoreOf gives the score of `counts`, or null where it is not defined (one class only, say)
 */
export function bootstrapScores(
  rows: Int32Array,
  counts: Int32Array,
  scoreOf: (counts: Int32Array) => number | null,
  { draws, seed }: Draws,
): Float64Array {
  const random = randomNumbers(seed);
  const scores: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    counts.fill(0);
    for (let k = 0; k < rows.length; k++) {
      const row = rows[Math.floor(random() * rows.length)] as number;
      counts[row] = (counts[row] as number) + 1;
    }
    const score = scoreOf(counts);
    if (score !== null) scores.push(score);
  }
  return Float64Array.from(scores).sort();
}

/** The middle 95 % of sorted scores (percentile method); null when more than one in twenty draws had none. */
export function middleOf(scores: Float64Array, draws: number): [number, number] | null {
  if (scores.length < 0.95 * draws || scores.length === 0) return null;
  const at = (share: number): number => scores[Math.round(share * (scores.length - 1))] as number;
  return [at(0.025), at(0.975)];
}
