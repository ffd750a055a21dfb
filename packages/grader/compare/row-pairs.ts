import { IdList, labelOf, type Predictions, PredictionTable, WordColumn } from "@gradmark/contract";

/** Two sets of predictions side by side: `partner[row]` is the row of the second with the same id, or −1. */
export interface RowPairs {
  expected: PredictionTable;
  got: PredictionTable;
  partner: Int32Array;
}

/** Finds the rows of equal ids, never by the order of rows. */
export function pairById(expected: Predictions, got: Predictions): RowPairs {
  const [first, second] = [tableOf(expected), tableOf(got)];
  const same = first.ids === second.ids;
  const partner = Int32Array.from({ length: first.size }, (_, row) =>
    same ? row : second.ids.find(first.ids.at(row), row),
  );
  return { expected: first, got: second, partner };
}

/** One for each row of `expected` whose cells have the same values in both, whatever their spelling. */
export function sameRows({ expected, got, partner }: RowPairs): Uint8Array {
  if (expected.columns.length !== got.columns.length) return new Uint8Array(partner.length);
  const same = Uint8Array.from(partner, (row) => (row === -1 ? 0 : 1));
  for (const [k, column] of expected.columns.entries()) {
    const [own, other] = valuesOfBoth(column, got.columns[k]);
    for (let row = 0; row < partner.length; row++) if (own[row] !== other[partner[row] as number]) same[row] = 0;
  }
  return same;
}

type Column = PredictionTable["columns"][number];

/** Both columns as numbers that are equal exactly where the cells' values are. */
function valuesOfBoth(one: Column, other: Column | undefined): [ArrayLike<number>, ArrayLike<number>] {
  if (one.kind === "number" && other?.kind === "number") return [one.values, other.values];
  const codes = new Map<string, number>();
  const number = (column: Column | undefined): ArrayLike<number> => {
    if (column?.kind === "words") {
      const own = column.words.map((word) => codeIn(codes, labelOf(word)));
      return column.codes.map((code) => own[code] as number);
    }
    return Array.from(column?.values ?? [], (value) => codeIn(codes, String(value)));
  };
  return [number(one), number(other)];
}

function codeIn(codes: Map<string, number>, label: string): number {
  const code = codes.get(label) ?? codes.size;
  codes.set(label, code);
  return code;
}

function tableOf(predictions: Predictions): PredictionTable {
  if (predictions instanceof PredictionTable) return predictions;
  const ids = new IdList();
  const columns: WordColumn[] = [];
  for (const [id, cells] of predictions) {
    for (const [k, cell] of cells.entries()) {
      columns[k] ??= new WordColumn(predictions.size);
      columns[k].storeText(ids.size, cell);
    }
    ids.add(id);
  }
  return new PredictionTable(ids, [], columns);
}
