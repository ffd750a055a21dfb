/** Mean and standard deviation of each column. */
export interface Scales {
  means: number[];
  deviations: number[];
}

/** Measures the columns of a table on some of its rows; a column that never changes gets the deviation 1. */
export function measureScales(table: readonly (readonly number[])[], rows: Uint32Array): Scales {
  const width = table[0]?.length ?? 0;
  const means = Array.from({ length: width }, () => 0);
  for (const row of rows)
    for (let k = 0; k < width; k++) means[k] = (means[k] ?? 0) + (table[row]?.[k] ?? 0) / rows.length;
  const deviations = means.map((mean, k) => {
    let sum = 0;
    for (const row of rows) sum += ((table[row]?.[k] ?? 0) - mean) ** 2;
    return Math.sqrt(sum / rows.length) || 1;
  });
  return { means, deviations };
}

/** Some rows of a table with mean 0 and deviation 1, row after row. */
export function standardise(
  table: readonly (readonly number[])[],
  rows: Uint32Array,
  { means, deviations }: Scales,
): Float32Array {
  const width = means.length;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, place) => {
    for (let k = 0; k < width; k++)
      values[place * width + k] = ((table[row]?.[k] ?? 0) - (means[k] ?? 0)) / (deviations[k] ?? 1);
  });
  return values;
}
