import { foldName } from "./name-skeleton.ts";

/**
 * The known name that a name was probably meant to be: the one with the fewest edits, when those are few for its
 * length (a quarter of it, one at least); null when none is near. Of equally near ones the first.
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = foldName(name);
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(wanted.length / 4)) + 1;
  for (const candidate of known) {
    const edits = editDistance(wanted, foldName(candidate), fewest);
    if (edits >= fewest) continue;
    fewest = edits;
    best = candidate;
  }
  return best;
}

/**
 * Insertions, deletions and replacements between two texts, or `limit` when there are at least so many.
 * R. A. Wagner, M. J. Fischer, "The string-to-string correction problem", JACM 21 (1974); row k of the table holds
 * the distances from the first k characters of `a` to every beginning of `b`.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return Math.min(limit, row[b.length] ?? limit);
}
