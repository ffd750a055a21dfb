import { labelOf } from "../compare/cells.ts";
import type { Metric } from "./metric-input.ts";
import { meanOf } from "./number-columns.ts";
import { rankedLabels } from "./ranked-lists.ts";

/**
 * Mean average precision of the first k labels of a list, as Kaggle counts it: for each hit at place i the share of
 * hits so far, over min(k, number of true labels). Source: Kaggle's wiki page "MeanAveragePrecision" and `mapk` of
 * benhamner/Metrics. A repeated label counts nothing, but takes its place.
 */
export function mapAtK(k: number): Metric {
  return (input) => ({
    score: meanOf(input.truth.map((cells, row) => averagePrecision(cells[0], input.predicted[row]?.[0], k))),
  });
}

function averagePrecision(truth: string | undefined, predicted: string | undefined, k: number): number {
  const wanted = new Set(rankedLabels(truth));
  const seen = new Set<string>();
  let sum = 0;
  const list = (predicted ?? "").split(/\s+/).filter(Boolean).slice(0, k);
  list.map(labelOf).forEach((label, place) => {
    if (!wanted.has(label) || seen.has(label)) return;
    seen.add(label);
    sum += seen.size / (place + 1);
  });
  return sum / Math.min(wanted.size, k);
}
