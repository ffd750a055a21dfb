import { type Column, labelOf, numberOf } from "@gradmark/contract";

/** Truth and predictions as numbers of the same labels. */
export interface LabelPair {
  labels: readonly string[];
  truth: Int32Array;
  predicted: Int32Array;
}

/** Numbers the labels of both columns by their value: the prediction 7.0 is the label 7. */
export function pairLabels(truth: Column | undefined, predicted: Column | undefined): LabelPair {
  const codeOf = new Map<string, number>();
  const number = (column: Column | undefined): Int32Array => {
    if (column?.kind !== "words") throw new Error("labels are read as words");
    const codes = column.words.map((word) => {
      const label = labelOf(word);
      const code = codeOf.get(label) ?? codeOf.size;
      codeOf.set(label, code);
      return code;
    });
    return column.codes.map((code) => codes[code] as number);
  };
  const pair = { truth: number(truth), predicted: number(predicted) };
  return { labels: [...codeOf.keys()], ...pair };
}

/** Labels in the order in which scikit-learn counts them: as numbers when all are numbers, else as text. */
export function sortLabels(labels: Iterable<string>): string[] {
  const unique = [...new Set(labels)];
  const numeric = unique.every((label) => !Number.isNaN(numberOf(label)));
  return unique.sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
}
