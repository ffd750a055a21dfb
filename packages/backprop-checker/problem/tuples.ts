/** All choices of values for these indices, in row-major order: the last index runs fastest. */
export function indexTuples(
  names: readonly string[],
  ranges: ReadonlyMap<string, readonly [number, number]>,
): ReadonlyMap<string, number>[] {
  let tuples: ReadonlyMap<string, number>[] = [new Map()];
  for (const name of names) {
    const [from, to] = ranges.get(name) ?? [1, 0];
    tuples = tuples.flatMap((tuple) =>
      Array.from({ length: to - from + 1 }, (_, n) => new Map(tuple).set(name, from + n)),
    );
  }
  return tuples;
}

/**
 * At most `most` of the tuples, spread over all: first and last, those with equal indices and those without in
 * turn, so that no case of `i == j` is left out.
 */
export function spreadTuples(
  tuples: readonly ReadonlyMap<string, number>[],
  most: number,
): readonly ReadonlyMap<string, number>[] {
  if (tuples.length <= most) return tuples;
  const equal = tuples.filter((tuple) => new Set(tuple.values()).size < tuple.size);
  const distinct = tuples.filter((tuple) => new Set(tuple.values()).size === tuple.size);
  const share = Math.min(equal.length, Math.ceil(most / 2));
  return [...spread(equal, share), ...spread(distinct, most - share)];
}

function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from(
    { length: most },
    (_, n) => list[Math.floor((n * (list.length - 1)) / Math.max(1, most - 1))],
  ).filter((item) => item !== undefined);
}
