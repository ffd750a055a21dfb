import { printPlain } from "../grammar/print-plain.ts";
import type { Node } from "../graph/node.ts";
import { treeOf, writtenSize } from "../graph/to-tree.ts";
import type { Trial } from "../judge/weigh-answer.ts";
import type { Branch } from "../sample/branches.ts";

const longest = 12;

/** A cell of some branches in words: `s1 < s2 and x > 0`. */
export function describeCell(branches: readonly Branch[], cell: string): string {
  const conditions = branches.map(({ left, right }, n) => {
    const sign = cell[n] === "+" ? ">" : "<";
    const other = right === null ? "0" : written(right);
    const one = written(left);
    return one === null || other === null ? null : `${one} ${sign} ${other}`;
  });
  const known = conditions.filter((condition) => condition !== null);
  return known.length === 0 ? "another branch is taken" : known.slice(0, 4).join(" and ");
}

/** Where an entry stands in a vector or matrix that was asked for as a whole: `row 2, column 1`; null for a number. */
export function entryPosition(shape: readonly number[], entry: number): string | null {
  const [rows, columns] = shape;
  if (rows === undefined) return null;
  if (columns === undefined) return `entry ${entry + 1}`;
  return `row ${Math.floor(entry / columns) + 1}, column ${(entry % columns) + 1}`;
}

/** Which entry is meant: the slot's condition, the indices, or the place in a matrix. */
export function describeEntry({ slot }: Trial, entry: number): string {
  const tuple = slot.tuples[entry];
  const position = entryPosition(slot.shape, entry);
  if (position !== null) return position;
  if (tuple === undefined || tuple.size === 0) return slot.source.id;
  const indices = [...tuple].map(([name, value]) => `${name} = ${value}`).join(", ");
  return slot.source.where === undefined ? indices : `${slot.source.where} (${indices})`;
}

function written(node: Node): string | null {
  return writtenSize(node, longest) >= longest ? null : printPlain(treeOf(node));
}
