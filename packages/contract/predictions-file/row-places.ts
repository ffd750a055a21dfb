import { IdList } from "./id-list.ts";

/** Which row of the table belongs to which row of the file: expected ids have their places, new ones get the next. */
export class RowPlaces {
  readonly ids: IdList;
  /** Whether the file itself says which ids there are. */
  readonly open: boolean;
  /** The line of the file of each place; 0 where there was none yet. */
  private lines: Int32Array;
  /** Where the next row belongs when the file keeps the expected order. */
  private next = 0;

  constructor(expected: IdList | null) {
    this.open = expected === null;
    this.ids = expected ?? new IdList();
    this.lines = new Int32Array(expected?.size ?? 1024);
  }

  /** So many rows the table has room for. */
  get room(): number {
    return this.lines.length;
  }

  /** The place for an id; −1 when it is unknown or has its row already. */
  forNumber(id: number): number {
    if (this.open) return this.ids.isNewNumber(id) ? this.ids.size : -1;
    const place = this.ids.findNumber(id, this.next);
    return place !== -1 && this.lines[place] === 0 ? place : -1;
  }

  /** The place of an id and the line where it stood before; the place is −1 when the id is unknown. */
  forText(id: string): { place: number; before: number } {
    if (this.open) {
      const found = this.ids.find(id);
      if (found === -1 || this.ids.at(found) !== id) return { place: this.ids.size, before: 0 };
      return { place: found, before: this.lines[found] as number };
    }
    const place = this.ids.find(id, this.next);
    return { place, before: place === -1 ? 0 : (this.lines[place] as number) };
  }

  takeNumber(id: number, place: number, line: number): void {
    if (this.open) this.ids.addNewNumber(id);
    this.take(place, line);
  }

  takeText(id: string, place: number, line: number): void {
    if (this.open) this.ids.add(id);
    this.take(place, line);
  }

  grow(): void {
    const kept = this.lines;
    this.lines = new Int32Array(2 * kept.length);
    this.lines.set(kept);
  }

  /** How many ids have no row, and the first few of them. */
  missing(): { count: number; first: string[] } {
    const first: string[] = [];
    let count = 0;
    for (let place = 0; place < this.ids.size; place++) {
      if (this.lines[place] !== 0) continue;
      count++;
      if (first.length < 5) first.push(this.ids.at(place));
    }
    return { count, first };
  }

  private take(place: number, line: number): void {
    this.lines[place] = line;
    this.next = place + 1;
  }
}
