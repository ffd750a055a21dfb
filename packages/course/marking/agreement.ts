/** How well two people who graded the same hand-ins agree. Null where the numbers say nothing. */
export interface Agreement {
  /** Hand-ins that two people graded. */
  pairs: number;
  /** Mean of |a − b|, in points. */
  meanDifference: number | null;
  /**
   * Intraclass correlation ICC(1,1), one-way random effects: the pairs need not be the same two people each time.
   * P. E. Shrout and J. L. Fleiss, Psychological Bulletin 86 (1979) 420–428.
   */
  icc: number | null;
  /**
   * Chance-corrected agreement on which rubric items apply, over all items of all pairs.
   * J. Cohen, Educational and Psychological Measurement 20 (1960) 37–46.
   */
  kappa: number | null;
}

/** Two opinions of one hand-in: points, and for each rubric item whether it applies. */
export interface DoubleMark {
  points: readonly [number, number];
  items: readonly (readonly [boolean, boolean])[];
}

export function measureAgreement(doubles: readonly DoubleMark[]): Agreement {
  const points = doubles.map((double) => double.points);
  return {
    pairs: doubles.length,
    meanDifference: points.length === 0 ? null : mean(points.map(([a, b]) => Math.abs(a - b))),
    icc: intraclass(points),
    kappa: cohensKappa(doubles.flatMap(({ items }) => items)),
  };
}

/**
 * (BMS − WMS) ÷ (BMS + (k − 1) WMS) for k opinions of each hand-in, from the mean squares between and within hand-ins;
 * null for fewer than two hand-ins, and where all opinions are one.
 */
export function intraclass(opinions: readonly (readonly number[])[]): number | null {
  const n = opinions.length;
  const k = opinions[0]?.length ?? 0;
  if (n < 2 || k < 2) return null;
  const means = opinions.map(mean);
  const grand = mean(means);
  const between = (k * means.reduce((sum, m) => sum + (m - grand) ** 2, 0)) / (n - 1);
  const within = opinions.reduce((sum, one, i) => sum + squaresAround(one, means[i] ?? 0), 0) / (n * (k - 1));
  const all = between + (k - 1) * within;
  return all === 0 ? null : (between - within) / all;
}

function squaresAround(values: readonly number[], middle: number): number {
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}

/** (observed − expected) ÷ (1 − expected); null when both said the same of everything, so that chance explains all. */
export function cohensKappa(pairs: readonly (readonly [boolean, boolean])[]): number | null {
  const n = pairs.length;
  if (n === 0) return null;
  const observed = pairs.filter(([a, b]) => a === b).length / n;
  const [first, second] = [0, 1].map((k) => pairs.filter((pair) => pair[k]).length / n) as [number, number];
  const expected = first * second + (1 - first) * (1 - second);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}

/** Of a grader's points: how many, their mean and their standard deviation (n − 1). */
export interface Spread {
  count: number;
  mean: number | null;
  deviation: number | null;
}

export function measureSpread(points: readonly number[]): Spread {
  const count = points.length;
  if (count === 0) return { count, mean: null, deviation: null };
  const middle = mean(points);
  return { count, mean: middle, deviation: count < 2 ? null : Math.sqrt(squaresAround(points, middle) / (count - 1)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
