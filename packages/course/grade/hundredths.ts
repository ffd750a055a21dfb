/**
 * Points as whole hundredths, so that sums are exact and a grade computed again is the same to the last digit:
 * 0.1 + 0.2 is 30 hundredths, not 0.30000000000000004.
 */
export type Hundredths = number & { readonly unit: "hundredths" };

/** @throws on a number that is no amount of points (NaN, infinite): ours to fix, not the team's. */
export function toHundredths(points: number): Hundredths {
  if (!Number.isFinite(points)) throw new RangeError(`${points} is no number of points`);
  return Math.round(points * 100) as Hundredths;
}

export function fromHundredths(amount: Hundredths): number {
  return amount / 100;
}

export function add(a: Hundredths, b: Hundredths): Hundredths {
  return (a + b) as Hundredths;
}

export function subtract(a: Hundredths, b: Hundredths): Hundredths {
  return (a - b) as Hundredths;
}

/** `amount × part ÷ whole`, rounded to the nearest hundredth, halves up; never more than `amount`. */
export function shareOf(amount: Hundredths, part: number, whole: number): Hundredths {
  const share = Math.min(1, Math.max(0, part / whole));
  return Math.round(amount * share) as Hundredths;
}
