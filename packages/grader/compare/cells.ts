const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a cell spells; NaN for anything else. */
export function numberOf(cell: string | undefined): number {
  return cell !== undefined && decimal.test(cell) ? Number(cell) : Number.NaN;
}

/** The label that a cell stands for: 7, 7.0 and +7 are one. */
export function labelOf(cell: string | undefined): string {
  const value = numberOf(cell);
  return Number.isNaN(value) ? (cell ?? "") : String(value);
}

/** Labels in the order in which scikit-learn counts them: as numbers when all are numbers, else as text. */
export function sortLabels(labels: Iterable<string>): string[] {
  const unique = [...new Set(labels)];
  const numeric = unique.every((label) => !Number.isNaN(numberOf(label)));
  return unique.sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
}
