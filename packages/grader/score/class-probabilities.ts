import { labelOf, numberOf, sortLabels } from "../compare/cells.ts";
import type { MetricInput } from "./metric-input.ts";

/** Numbers by class for each row, and the true class. */
export interface ClassScores {
  /** Sorted, as scikit-learn sorts them; ties of scores are broken by it. */
  classes: readonly string[];
  /** Number of the true class of each row. */
  truth: Int32Array;
  /** scores[row * classes.length + class] */
  scores: Float64Array;
}

export type ParsedScores = ClassScores | { undefinedBecause: string };

/**
 * Reads predictions with one column a class, or one column with the probability of the second of two classes. The
 * solution has the label, or the same columns with a 1 for the true class and 0 for the others.
 */
export function readClassScores(input: MetricInput): ParsedScores {
  const truth = truthLabels(input);
  if (!Array.isArray(truth)) return truth;
  if (input.predictedColumns.length > 1) return severalColumns(input, truth);
  const classes = twoClasses(truth);
  if (classes === null) return { undefinedBecause: "one column of predictions needs exactly two classes in the truth" };
  const scores = new Float64Array(2 * truth.length);
  input.predicted.forEach((cells, row) => {
    const score = numberOf(cells[0]);
    scores[2 * row] = 1 - score;
    scores[2 * row + 1] = score;
  });
  return { classes, truth: Int32Array.from(truth, (label) => classes.indexOf(label)), scores };
}

function truthLabels(input: MetricInput): string[] | { undefinedBecause: string } {
  const { truth, truthColumns } = input;
  if (truthColumns.length === 1) return truth.map((cells) => labelOf(cells[0]));
  const labels: string[] = [];
  for (const cells of truth) {
    const marks = cells.map(numberOf);
    const at = marks.indexOf(1);
    if (at === -1 || marks.some((mark, k) => k !== at && mark !== 0))
      return { undefinedBecause: "a row of the solution has not exactly one 1 among zeros" };
    labels.push(labelOf(truthColumns[at]));
  }
  return labels;
}

/** The classes of a solution with two; of 0 and 1 one may be missing. */
function twoClasses(truth: readonly string[]): string[] | null {
  const found = sortLabels(truth);
  if (found.length === 2) return found;
  return found.length === 1 && (found[0] === "0" || found[0] === "1") ? ["0", "1"] : null;
}

function severalColumns(input: MetricInput, truthNames: readonly string[]): ParsedScores {
  const names = input.predictedColumns.map(labelOf);
  const classes = sortLabels(names);
  if (classes.length !== names.length)
    return { undefinedBecause: "two columns of the predictions stand for one class" };
  const index = new Map(classes.map((name, k) => [name, k]));
  const stranger = truthNames.find((name) => !index.has(name));
  if (stranger !== undefined) return { undefinedBecause: `the predictions have no column for class ${stranger}` };
  const scores = new Float64Array(classes.length * input.predicted.length);
  const columns = names.map((name) => index.get(name) ?? 0);
  input.predicted.forEach((cells, row) => {
    columns.forEach((column, k) => {
      scores[row * classes.length + column] = numberOf(cells[k]);
    });
  });
  return { classes, truth: Int32Array.from(truthNames, (name) => index.get(name) ?? 0), scores };
}

/** CSV files are rounded: sums may be off by so much. More would let a row put 1 on every class. */
const sumTolerance = 1e-3;

/** The same, of numbers that are probabilities. */
export function readProbabilities(input: MetricInput): ParsedScores {
  const read = readClassScores(input);
  if ("undefinedBecause" in read) return read;
  const { classes, scores } = read;
  if (scores.some((p) => p < 0 || p > 1)) return { undefinedBecause: "a probability is not between 0 and 1" };
  for (let row = 0; row < read.truth.length; row++) {
    let sum = 0;
    for (let k = 0; k < classes.length; k++) sum += scores[row * classes.length + k] ?? 0;
    if (Math.abs(sum - 1) > sumTolerance)
      return { undefinedBecause: `the probabilities of a row add up to ${Number(sum.toFixed(4))} instead of 1` };
  }
  return read;
}
