import type { Column } from "./columns.ts";
import type { IdList } from "./id-list.ts";

/** Predictions by id; the cells of a row in the order of the target columns. */
export type Predictions = ReadonlyMap<string, readonly string[]>;

/**
 * Predictions as columns of numbers: row k belongs to the id at place k. As a map it gives the cells as text, made
 * when they are asked for; 7.0 reads 7 there.
 */
export class PredictionTable implements Predictions {
  readonly ids: IdList;
  readonly columnNames: readonly string[];
  readonly columns: readonly Column[];

  constructor(ids: IdList, columnNames: readonly string[], columns: readonly Column[]) {
    this.ids = ids;
    this.columnNames = columnNames;
    this.columns = columns;
  }

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  get(id: string): readonly string[] | undefined {
    const row = this.ids.find(id);
    return row === -1 ? undefined : this.cells(row);
  }

  cells(row: number): string[] {
    return this.columns.map((column) => column.cell(row));
  }

  forEach(call: (cells: readonly string[], id: string, map: Predictions) => void): void {
    for (const [id, cells] of this) call(cells, id, this);
  }

  *entries(): Generator<[string, readonly string[]], undefined> {
    for (let row = 0; row < this.size; row++) yield [this.ids.at(row), this.cells(row)];
  }

  *keys(): Generator<string, undefined> {
    yield* this.ids;
  }

  *values(): Generator<readonly string[], undefined> {
    for (let row = 0; row < this.size; row++) yield this.cells(row);
  }

  [Symbol.iterator](): Generator<[string, readonly string[]], undefined> {
    return this.entries();
  }
}
