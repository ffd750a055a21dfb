import { bootstrapScores, middleOf } from "../statistics/bootstrap.ts";
import { randomNumbers } from "../statistics/random-numbers.ts";
import type { MetricInput, RowCounts } from "./measure/metric-input.ts";
import { onceEach } from "./scored-rows.ts";

/** The same seed always, so that a score is the same whenever it is computed again. */
const drawSeed = 1;
/** Enough for two digits of a 95 % interval. */
export const usualDraws = 400;
/** Of more rows so many are drawn from; the interval shrinks with the root of all. */
const mostRows = 10_000;

/** What is drawn: a score of columns, or the difference of two. Null where it is not defined. */
export type Drawn = (input: MetricInput) => (counts: RowCounts) => number | null;

/**
 * The scores of drawn rows, sorted and moved to the spread that all rows have. Of very many rows a random part is
 * drawn from, and what it is off its own score counts √(part / all) as much: the spread of a mean goes with 1/√rows.
 * Source: Bickel, Götze and van Zwet, "Resampling fewer than n observations", Statistica Sinica 7 (1997).
 */
export function drawScores(drawn: Drawn, input: MetricInput, rows: Int32Array, score: number, draws: number) {
  const options = { draws, seed: drawSeed };
  if (rows.length <= mostRows) return bootstrapScores(rows, new Int32Array(input.rows), drawn(input), options);
  const part = randomPart(rows);
  const own = { ...input, rows: part.length, truth: input.truth.map((column) => column.take(part)) };
  const scoreOf = drawn({ ...own, predicted: input.predicted.map((column) => column.take(part)) });
  const every = Int32Array.from(part, (_, row) => row);
  const centre = scoreOf(onceEach(every, part.length));
  if (centre === null) return new Float64Array(0);
  const scale = Math.sqrt(part.length / rows.length);
  const scores = bootstrapScores(every, new Int32Array(part.length), scoreOf, options);
  return scores.map((one) => score + scale * (one - centre));
}

/** 95 % interval of a score; null when it is often not defined on drawn rows. */
export function drawInterval(
  drawn: Drawn,
  input: MetricInput,
  rows: Int32Array,
  score: number,
  draws: number,
): [number, number] | null {
  return draws === 0 ? null : middleOf(drawScores(drawn, input, rows, score, draws), draws);
}

/** The first steps of a Fisher–Yates shuffle (Knuth, TAOCP vol. 2, algorithm 3.4.2 P). */
function randomPart(rows: Int32Array): Int32Array {
  const mixed = rows.slice();
  const random = randomNumbers(drawSeed);
  for (let k = 0; k < mostRows; k++) {
    const other = k + Math.floor(random() * (mixed.length - k));
    const kept = mixed[k] as number;
    mixed[k] = mixed[other] as number;
    mixed[other] = kept;
  }
  return mixed.subarray(0, mostRows);
}
