import type { Metric } from "../measure/metric-input.ts";
import { labelsIn, listsOf } from "../measure/ranked-lists.ts";
import { meanScore } from "../measure/sums.ts";

export function mapAtK(k: number): Metric {
  return {
    name: `map@${k}`,
    direction: "max",
    definition: `Mean average precision of the first ${k} labels of a list: for each hit at place i the share of hits so far, over min(${k}, number of true labels). A repeated label counts nothing, but takes its place.`,
    source: 'Kaggle\'s wiki page "MeanAveragePrecision"; mapk of benhamner/Metrics',
    form: "labels",
    prepare: ({ truth, predicted }) => {
      const wanted = listsOf(truth[0], (cell) => [...new Set(labelsIn(cell))]);
      const found = listsOf(predicted[0], (cell) => labelsIn(cell).slice(0, k));
      return meanScore(Float64Array.from(found, (list, row) => averagePrecision(wanted[row] ?? [], list, k)));
    },
  };
}

function averagePrecision(wanted: readonly string[], found: readonly string[], k: number): number {
  const seen = new Set<string>();
  let sum = 0;
  for (const [place, label] of found.entries()) {
    if (!wanted.includes(label) || seen.has(label)) continue;
    seen.add(label);
    sum += seen.size / (place + 1);
  }
  return sum / Math.min(wanted.length, k);
}
