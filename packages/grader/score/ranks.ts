/** Ranks from 1; equal values share the mean of their ranks (scipy: `rankdata`, method "average"). */
export function midranks(values: readonly number[]): Float64Array {
  const order = Float64Array.from(values).map((_, k) => k);
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    // Ranks from + 1 … to.
    for (let k = from; k < to; k++) ranks[order[k] ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
