import { pairLabels, sortLabels } from "./label-pair.ts";
import type { MetricInput, MetricResult, ScoreOf } from "./metric-input.ts";
import { totalOf } from "./sums.ts";

/** How often each label was given for each true one, over the labels that occur on either side, sorted. */
export interface Confusion {
  labels: readonly string[];
  rows: number;
  /** count(t, p): rows of true label number t that were predicted as label number p. */
  count: (truth: number, predicted: number) => number;
  truthTotals: readonly number[];
  predictedTotals: readonly number[];
}

/** A metric that depends on nothing but the confusion of the first target column. */
export function fromConfusion(score: (confusion: Confusion) => MetricResult): (input: MetricInput) => ScoreOf {
  return ({ truth, predicted, rows }) => {
    const pair = pairLabels(truth[0], predicted[0]);
    // The table of many labels is mostly empty.
    const table = pair.labels.length <= 1000 ? new Int32Array(pair.labels.length ** 2) : new Map<number, number>();
    return (counts) => {
      const add = table instanceof Map ? countInMap(table) : countInTable(table);
      const n = pair.labels.length;
      for (let row = 0; row < rows; row++) {
        const times = counts === null ? 1 : (counts[row] as number);
        if (times !== 0) add((pair.truth[row] as number) * n + (pair.predicted[row] as number), times);
      }
      return score(arrange(pair.labels, table, totalOf(rows, counts)));
    };
  };
}

function countInTable(table: Int32Array): (at: number, times: number) => void {
  table.fill(0);
  return (at, times) => {
    table[at] = (table[at] as number) + times;
  };
}

function countInMap(table: Map<number, number>): (at: number, times: number) => void {
  table.clear();
  return (at, times) => void table.set(at, (table.get(at) ?? 0) + times);
}

/** Sorts the labels and leaves out those that do not occur in these rows. */
function arrange(all: readonly string[], table: Int32Array | Map<number, number>, rows: number): Confusion {
  const n = all.length;
  const truthOf = new Float64Array(n);
  const predictedOf = new Float64Array(n);
  for (const [at, times] of table.entries()) {
    const t = Math.floor(at / n);
    truthOf[t] = (truthOf[t] as number) + times;
    predictedOf[at % n] = (predictedOf[at % n] as number) + times;
  }
  const number = new Map(all.map((label, k) => [label, k]));
  const labels = sortLabels(all.filter((_, k) => truthOf[k] !== 0 || predictedOf[k] !== 0));
  const codes = labels.map((label) => number.get(label) ?? 0);
  const read = (at: number): number => (table instanceof Map ? table.get(at) : table[at]) ?? 0;
  return {
    labels,
    rows,
    count: (t, p) => read((codes[t] ?? 0) * n + (codes[p] ?? 0)),
    truthTotals: codes.map((code) => truthOf[code] ?? 0),
    predictedTotals: codes.map((code) => predictedOf[code] ?? 0),
  };
}
