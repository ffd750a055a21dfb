import type { Classified } from "../train/classify.ts";

/** Rows whose best class got a probability in one range: what the model promised, and what came true. */
export interface CalibrationBin {
  rows: number;
  /** Mean probability of the predicted class. */
  confidence: number;
  /** Share of the rows where it was right. */
  accuracy: number;
}

export interface Calibration {
  /** Ten ranges of equal width, from 0–0.1 to 0.9–1; an empty one has 0 rows. */
  bins: CalibrationBin[];
  /** Expected calibration error: |accuracy − confidence|, averaged over rows (Guo et al. 2017). */
  error: number;
}

const ranges = 10;

/** How far the model's probabilities can be taken at their word. */
export function calibrate(classified: Classified, truth: Uint8Array): Calibration {
  const { rows, labels, probabilities, classes } = classified;
  const sums = Array.from({ length: ranges }, () => ({ rows: 0, confidence: 0, right: 0 }));
  rows.forEach((row, place) => {
    const guess = labels[place] ?? 0;
    const confidence = probabilities[place * classes + guess] ?? 0;
    const sum = sums[Math.min(ranges - 1, Math.floor(confidence * ranges))];
    if (!sum) throw new Error(`a probability is ${confidence}`);
    sum.rows++;
    sum.confidence += confidence;
    sum.right += guess === truth[row] ? 1 : 0;
  });
  const bins = sums.map(({ rows: count, confidence, right }) => ({
    rows: count,
    confidence: count === 0 ? 0 : confidence / count,
    accuracy: count === 0 ? 0 : right / count,
  }));
  const error = bins.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.accuracy - bin.confidence), 0) / rows.length;
  return { bins, error };
}
