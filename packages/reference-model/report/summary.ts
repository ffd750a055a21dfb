import type { CurvePoint, EpochRecord } from "../train/checkpoint.ts";
import type { Classified } from "../train/classify.ts";
import type { Calibration } from "./calibration.ts";
import type { HardImage } from "./hardest.ts";

/** What a report is written from. All figures come from the validation rows; no test label is known here. */
export interface TrainingSummary {
  engine: string;
  device: string;
  /** Why a better engine was not used; empty when there is none. */
  engineNote: string;
  model: string;
  parameters: number;
  epochs: number;
  seed: number;
  trainingRows: number;
  validationRows: number;
  seconds: number;
  imagesPerSecond: number;
  history: readonly EpochRecord[];
  curve: readonly CurvePoint[];
  /** Row = true class, column = predicted class, in images of the validation part. */
  confusion: readonly (readonly number[])[];
  calibration: Calibration;
  hardest: readonly HardImage[];
  classes: readonly string[];
  /** Of the flat weights file. */
  sha256: string;
}

/** Counts how often each class of the rows was taken for which. */
export function confusionMatrix(classified: Classified, truth: Uint8Array): number[][] {
  const zeros = Array.from({ length: classified.classes }, () => 0);
  const counts = zeros.map(() => [...zeros]);
  classified.rows.forEach((row, place) => {
    const line = counts[truth[row] ?? -1];
    const column = classified.labels[place];
    if (line === undefined || column === undefined) throw new Error(`row ${row} has no class`);
    line[column] = (line[column] ?? 0) + 1;
  });
  return counts;
}

/** The best validation accuracy over the epochs: that of the weights that were kept. */
export function bestEpoch(history: readonly EpochRecord[]): EpochRecord {
  const [first, ...others] = history;
  if (!first) throw new Error("a training has at least one epoch");
  return others.reduce((best, next) => (next.validationAccuracy > best.validationAccuracy ? next : best), first);
}
