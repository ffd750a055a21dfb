import type { Comparison, Predictions } from "@gradmark/contract";
import { labelOf, sortLabels } from "./cells.ts";

/** A table of more labels than this says nothing to people. */
const mostLabels = 30;

/** How often the rerun gave each label where the entry claimed another; undefined for many labels or columns. */
export function labelConfusion(expected: Predictions, got: Predictions): Comparison["confusion"] {
  const pairs: [string, string][] = [];
  const found = new Set<string>();
  for (const [id, [claimed, ...more]] of expected) {
    const [rerun] = got.get(id) ?? [];
    if (more.length > 0) return undefined;
    if (claimed === undefined || rerun === undefined) continue;
    const pair: [string, string] = [labelOf(claimed), labelOf(rerun)];
    pairs.push(pair);
    for (const label of pair) found.add(label);
    if (found.size > mostLabels) return undefined;
  }
  const labels = sortLabels(found);
  const index = new Map(labels.map((label, k) => [label, k]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const [claimed, rerun] of pairs) {
    const row = counts[index.get(claimed) ?? 0];
    const column = index.get(rerun) ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts };
}
