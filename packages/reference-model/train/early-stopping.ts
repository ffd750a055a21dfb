/** How an epoch did on the validation rows. */
interface Validated {
  validationLoss: number;
  /** Absent where what is predicted is a number. */
  validationAccuracy?: number;
}

/**
 * Early stopping (Prechelt 1998, "Early stopping, but when?", as a count of strips without progress): has no figure of
 * the validation rows been better than in all earlier epochs for `patience` epochs in a row? It follows from the
 * history alone, so that a training that was cut off stops where it would have stopped.
 *
 * @param patience in epochs; Infinity never stops
 */
export function stopsEarly(history: readonly Validated[], patience: number): boolean {
  let loss = Number.POSITIVE_INFINITY;
  let accuracy = Number.NEGATIVE_INFINITY;
  let idle = 0;
  for (const { validationLoss, validationAccuracy = Number.NEGATIVE_INFINITY } of history) {
    idle = validationLoss < loss || validationAccuracy > accuracy ? 0 : idle + 1;
    if (validationLoss < loss) loss = validationLoss;
    if (validationAccuracy > accuracy) accuracy = validationAccuracy;
  }
  return idle >= patience;
}

/** @throws when it is no patience at all */
export function checkPatience(patience: number): void {
  if (patience === Number.POSITIVE_INFINITY || (Number.isInteger(patience) && patience >= 1)) return;
  throw new Error(`patience must be a whole number of epochs from 1, or Infinity, not ${patience}`);
}
