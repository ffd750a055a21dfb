import { randomNumbers } from "./random-numbers.ts";

/**
 * 95 % interval of a score over rows: the middle 95 % of the scores of as many rows drawn with replacement, many times.
 * Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), percentile method.
 * @param scoreOf gives the score of rows by their numbers, or null where it is not defined (one class only, say)
 * @returns null when it was not defined for more than one in twenty draws
 */
export function bootstrapInterval(
  rows: number,
  scoreOf: (drawn: readonly number[]) => number | null,
  options: { draws: number; seed: number },
): [number, number] | null {
  const random = randomNumbers(options.seed);
  const scores: number[] = [];
  for (let draw = 0; draw < options.draws; draw++) {
    const score = scoreOf(Array.from({ length: rows }, () => Math.floor(random() * rows)));
    if (score !== null) scores.push(score);
  }
  if (scores.length < 0.95 * options.draws || scores.length === 0) return null;
  scores.sort((a, b) => a - b);
  const at = (share: number): number => scores[Math.round(share * (scores.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}
