/** The known word nearest to what was typed, when it is near enough to be meant; null otherwise. */
export function nearest(typed: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = typed.length <= 3 ? 1.5 : 2.5;
  for (const word of known) {
    if (Math.abs(word.length - typed.length) > 2) continue;
    const same = word.toLowerCase() === typed.toLowerCase() || squeeze(word) === squeeze(typed);
    const distance = same ? 0.5 : editDistance(typed, word);
    if (distance < bestDistance && distance < Math.max(typed.length, word.length)) {
      best = word;
      bestDistance = distance;
    }
  }
  return best;
}

function squeeze(word: string): string {
  return word.replaceAll("_", "").toLowerCase();
}

/** Edits (insert, delete, replace) from one word to the other: Wagner and Fischer, 1974, one row at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
