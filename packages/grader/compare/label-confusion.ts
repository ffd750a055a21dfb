import { type Comparison, labelOf } from "@gradmark/contract";
import { sortLabels } from "../score/measure/label-pair.ts";
import type { RowPairs } from "./row-pairs.ts";

/** A table of more labels than this says nothing to people. */
const mostLabels = 30;

/** How often the rerun gave each label where the entry claimed another; undefined for many labels or columns. */
export function labelConfusion({ expected, got, partner }: RowPairs): Comparison["confusion"] {
  const [claimed, ...more] = expected.columns;
  const [rerun] = got.columns;
  if (more.length > 0 || claimed?.kind !== "words" || rerun?.kind !== "words") return undefined;
  const counts = new Map<number, number>();
  for (const [row, other] of partner.entries()) {
    if (other === -1) continue;
    const at = (claimed.codes[row] as number) * rerun.words.length + (rerun.codes[other] as number);
    counts.set(at, (counts.get(at) ?? 0) + 1);
    if (counts.size > mostLabels ** 2) return undefined;
  }
  const cells = [...counts].map(([at, count]) => ({
    claimed: labelOf(claimed.words[Math.floor(at / rerun.words.length)] ?? ""),
    rerun: labelOf(rerun.words[at % rerun.words.length] ?? ""),
    count,
  }));
  const labels = sortLabels(cells.flatMap((cell) => [cell.claimed, cell.rerun]));
  if (labels.length > mostLabels) return undefined;
  const table = labels.map(() => labels.map(() => 0));
  for (const cell of cells) {
    const row = table[labels.indexOf(cell.claimed)];
    const column = labels.indexOf(cell.rerun);
    if (row) row[column] = (row[column] ?? 0) + cell.count;
  }
  return { labels, counts: table };
}
