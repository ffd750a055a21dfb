import { wholeNumberOf } from "./spelling.ts";

/** What a predictions file's ids are held against: a set of strings, or a list that was indexed once for many files. */
export interface IdCollection extends Iterable<string> {
  readonly size: number;
  has(id: string): boolean;
}

/**
 * Ids, each once, in one order; the place of an id in it stands for the id everywhere else. Whole numbers are kept as
 * numbers (8 bytes a row) and found in the expected order without an index, which most files have.
 */
export class IdList implements IdCollection {
  size = 0;
  /** NaN where the id is text. */
  private numbers = new Float64Array(16);
  private readonly texts = new Map<number, string>();
  private ascending = true;
  private numberPlaces: NumberPlaces | null = null;
  private readonly textPlaces = new Map<string, number>();
  /** Places of texts such as 007 by their value; −1 where two have it. */
  private placesByValue: Map<number, number> | null = null;

  static from(ids: IdCollection): IdList {
    if (ids instanceof IdList) return ids;
    const list = new IdList();
    for (const id of ids) list.add(id);
    return list;
  }

  /** The id at a place, as it was written. */
  at(place: number): string {
    return this.texts.get(place) ?? String(this.numbers[place]);
  }

  has(id: string): boolean {
    return this.find(id) !== -1;
  }

  *[Symbol.iterator](): Generator<string, undefined> {
    for (let place = 0; place < this.size; place++) yield this.at(place);
  }

  /** Adds an id behind the others; false when it is there already. */
  add(id: string): boolean {
    const value = canonicalNumber(id);
    if (!Number.isNaN(value)) {
      if (!this.isNewNumber(value)) return false;
      this.addNewNumber(value);
      return true;
    }
    if (this.textPlaces.has(id)) return false;
    this.texts.set(this.size, id);
    this.textPlaces.set(id, this.size);
    this.placesByValue = null;
    this.append(Number.NaN);
    return true;
  }

  /** Whether a whole number is not among the ids; in ascending lists without a look-up. */
  isNewNumber(value: number): boolean {
    return (this.ascending && value > this.last()) || this.findNumber(value, this.size) === -1;
  }

  /** Adds a number for which `isNewNumber` holds. */
  addNewNumber(value: number): void {
    this.ascending &&= value > this.last();
    this.numberPlaces?.add(value, this.size);
    this.append(value);
  }

  /**
   * The place of an id, or −1: as it is written, or else by its value, for tools write 7 as 7.0 and 007 as 7. Never by
   * value where two ids have it.
   * @param hint where it is looked for first
   */
  find(id: string, hint = this.size): number {
    const value = canonicalNumber(id);
    const place = Number.isNaN(value) ? (this.textPlaces.get(id) ?? -1) : this.findNumber(value, hint);
    if (place !== -1) return place;
    const whole = wholeNumberOf(id);
    if (Number.isNaN(whole)) return -1;
    const plain = this.findNumber(whole, hint);
    return plain === -1 ? this.findByValue(whole) : plain;
  }

  /** The place of an id that is a whole number, or −1. */
  findNumber(value: number, hint: number): number {
    if (hint < this.size && this.numbers[hint] === value) return hint;
    const offset = value - (this.numbers[0] as number);
    if (offset >= 0 && offset < this.size && this.numbers[offset] === value) return offset;
    this.numberPlaces ??= NumberPlaces.of(this.numbers.subarray(0, this.size));
    return this.numberPlaces.find(value);
  }

  private findByValue(whole: number): number {
    if (this.placesByValue === null) {
      this.placesByValue = new Map();
      for (const [place, id] of this.texts) {
        const value = wholeNumberOf(id);
        this.placesByValue.set(value, this.placesByValue.has(value) ? -1 : place);
      }
    }
    return this.placesByValue.get(whole) ?? -1;
  }

  private last(): number {
    return this.size === 0 ? -1 : (this.numbers[this.size - 1] as number);
  }

  private append(value: number): void {
    if (this.size === this.numbers.length) {
      const more = new Float64Array(2 * this.size);
      more.set(this.numbers);
      this.numbers = more;
    }
    this.numbers[this.size++] = value;
  }
}

/** The number that an id is written as, when there is but one way to write it. */
function canonicalNumber(id: string): number {
  return /^(?:0|[1-9]\d{0,14})$/.test(id) ? Number(id) : Number.NaN;
}

/** Whole numbers and their places: open addressing with linear probing (Knuth, TAOCP vol. 3, algorithm 6.4 L). */
class NumberPlaces {
  private keys: Float64Array;
  private places: Int32Array;
  private count = 0;

  private constructor(capacity: number) {
    this.keys = new Float64Array(capacity).fill(Number.NaN);
    this.places = new Int32Array(capacity);
  }

  static of(numbers: Float64Array): NumberPlaces {
    let capacity = 64;
    while (capacity < 2 * numbers.length) capacity *= 2;
    const made = new NumberPlaces(capacity);
    for (let place = 0; place < numbers.length; place++) {
      const value = numbers[place] as number;
      if (!Number.isNaN(value)) made.put(value, place);
    }
    return made;
  }

  add(value: number, place: number): void {
    if (2 * this.count >= this.keys.length) this.grow();
    this.put(value, place);
  }

  find(value: number): number {
    const at = this.slotOf(value);
    return this.keys[at] === value ? (this.places[at] as number) : -1;
  }

  private put(value: number, place: number): void {
    const at = this.slotOf(value);
    this.keys[at] = value;
    this.places[at] = place;
    this.count++;
  }

  /** Where the value stands, or the free slot where it would. Invariant: at most half of the slots are taken. */
  private slotOf(value: number): number {
    const mask = this.keys.length - 1;
    const mixed = Math.imul(value ^ (value / 2 ** 32), 0x9e3779b1);
    let at = (mixed ^ (mixed >>> 15)) & mask;
    while (this.keys[at] !== value && !Number.isNaN(this.keys[at])) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, places } = this;
    const larger = new NumberPlaces(2 * keys.length);
    for (let at = 0; at < keys.length; at++)
      if (!Number.isNaN(keys[at])) larger.put(keys[at] as number, places[at] as number);
    this.keys = larger.keys;
    this.places = larger.places;
  }
}
