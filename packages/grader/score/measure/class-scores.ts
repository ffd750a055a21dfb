import { labelOf, numberOf } from "@gradmark/contract";
import { sortLabels } from "./label-pair.ts";
import type { MetricInput } from "./metric-input.ts";

/** Numbers by class for each row, and the true class. */
export interface ClassScores {
  /** Sorted, as scikit-learn sorts them; ties of scores are broken by it. */
  classes: readonly string[];
  /** Number of the true class of each row. */
  truth: Int32Array;
  /** scores[class][row] */
  scores: readonly Float64Array[];
}

export type ParsedScores = ClassScores | { undefinedBecause: string };

/**
 * Reads predictions with one column a class, or one column with the probability of the second of two classes. The
 * solution has the label, or the same columns with a 1 for the true class and 0 for the others.
 */
export function readClassScores(input: MetricInput): ParsedScores {
  const truth = trueLabels(input);
  if ("undefinedBecause" in truth) return truth;
  const columns = input.predicted.map((column) => {
    if (column.kind !== "number") throw new Error("scores by class are read as numbers");
    return column.values;
  });
  const [only] = columns;
  if (columns.length > 1 || only === undefined) return severalColumns(input, truth, columns);
  const classes = twoClasses(truth.labels);
  if (classes === null) return { undefinedBecause: "one column of predictions needs exactly two classes in the truth" };
  return { classes, truth: numberTruth(truth, classes), scores: [only.map((score) => 1 - score), only] };
}

interface TrueLabels {
  /** Those that occur, each once. */
  labels: readonly string[];
  /** Number of each row's label. */
  codes: Int32Array;
}

function trueLabels({ truth, truthColumns, rows }: MetricInput): TrueLabels | { undefinedBecause: string } {
  const codes = new Int32Array(rows).fill(-1);
  if (truth.length === 1) {
    const [column] = truth;
    if (column?.kind !== "words") throw new Error("true labels are read as words");
    return used(column.words.map(labelOf), column.codes);
  }
  for (const [k, column] of truth.entries()) {
    if (column.kind !== "words") throw new Error("marks of the true class are read as words");
    const marks = column.words.map(numberOf);
    for (let row = 0; row < rows; row++) {
      const mark = marks[column.codes[row] as number];
      if (mark === 0) continue;
      if (mark !== 1 || codes[row] !== -1) return noOneHot;
      codes[row] = k;
    }
  }
  return codes.includes(-1) ? noOneHot : used(truthColumns.map(labelOf), codes);
}

const noOneHot = { undefinedBecause: "a row of the solution has not exactly one 1 among zeros" };

/** Leaves out the labels that no row has. */
function used(labels: readonly string[], codes: Int32Array): TrueLabels {
  const seen = new Uint8Array(labels.length);
  for (let row = 0; row < codes.length; row++) seen[codes[row] as number] = 1;
  const kept = labels.filter((_, code) => seen[code] === 1);
  const number = new Map(kept.map((label, k) => [label, k]));
  const renumbered = labels.map((label) => number.get(label) ?? -1);
  return { labels: kept, codes: codes.map((code) => renumbered[code] as number) };
}

/** The classes of a solution with two; of 0 and 1 one may be missing. */
function twoClasses(labels: readonly string[]): string[] | null {
  const found = sortLabels(labels);
  if (found.length === 2) return found;
  return found.length === 1 && (found[0] === "0" || found[0] === "1") ? ["0", "1"] : null;
}

function numberTruth({ labels, codes }: TrueLabels, classes: readonly string[]): Int32Array {
  const numbers = labels.map((label) => classes.indexOf(label));
  return codes.map((code) => numbers[code] as number);
}

function severalColumns(input: MetricInput, truth: TrueLabels, columns: readonly Float64Array[]): ParsedScores {
  const names = input.predictedColumns.map(labelOf);
  const classes = sortLabels(names);
  if (classes.length !== names.length)
    return { undefinedBecause: "two columns of the predictions stand for one class" };
  const stranger = truth.labels.find((name) => !classes.includes(name));
  if (stranger !== undefined) return { undefinedBecause: `the predictions have no column for class ${stranger}` };
  const scores = classes.map((name) => columns[names.indexOf(name)] ?? new Float64Array(input.rows));
  return { classes, truth: numberTruth(truth, classes), scores };
}

/** CSV files are rounded: sums may be off by so much. More would let a row put 1 on every class. */
const sumTolerance = 1e-3;

/** The same, of numbers that are probabilities. */
export function readProbabilities(input: MetricInput): ParsedScores {
  const read = readClassScores(input);
  if ("undefinedBecause" in read) return read;
  if (read.scores.some((column) => column.some((p) => p < 0 || p > 1)))
    return { undefinedBecause: "a probability is not between 0 and 1" };
  const sums = new Float64Array(input.rows);
  for (const column of read.scores)
    for (let row = 0; row < sums.length; row++) sums[row] = (sums[row] as number) + (column[row] as number);
  const off = sums.find((sum) => Math.abs(sum - 1) > sumTolerance);
  return off === undefined
    ? read
    : { undefinedBecause: `the probabilities of a row add up to ${Number(off.toFixed(4))} instead of 1` };
}
