/**
 * P(X ≥ k) for X binomial with n trials of probability p, summed in logarithms so that nothing underflows.
 */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  let sum = 0;
  for (let i = k; i <= n; i++) {
    const logTerm = logChoose(n, i) + i * Math.log(p) + (n - i) * Math.log1p(-p);
    const term = Math.exp(logTerm);
    sum += term;
    // Beyond the mode the terms fall at least geometrically: the rest is below what a double can add.
    if (i > n * p && term < sum * 1e-17) break;
  }
  return Math.min(1, sum);
}

export function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** ln n!, exact to double precision by Stirling's series from 32 on (Abramowitz & Stegun 6.1.41), by summing below. */
export function logFactorial(n: number): number {
  if (n < 32) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  const x = n + 1;
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  );
}
