/** Running means of gradients and of their squares, one array for each array of weights. */
export interface AdamState {
  steps: number;
  first: Float32Array[];
  second: Float32Array[];
}

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

export function newAdamState(sizes: readonly number[]): AdamState {
  return {
    steps: 0,
    first: sizes.map((size) => new Float32Array(size)),
    second: sizes.map((size) => new Float32Array(size)),
  };
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1, with the efficient order of section 2), in place. In JavaScript
 * and not on the engine: tfjs would need some ten small operations for each array of weights, which take longer than
 * the arithmetic, and every engine rounds alike here.
 *
 * @param rate step size
 */
export function adamStep(
  state: AdamState,
  weights: readonly Float32Array[],
  gradients: readonly Float32Array[],
  rate: number,
): void {
  state.steps++;
  const corrected = (rate * Math.sqrt(1 - beta2 ** state.steps)) / (1 - beta1 ** state.steps);
  const corrected0 = epsilon * Math.sqrt(1 - beta2 ** state.steps);
  weights.forEach((values, place) => {
    const [gradient, first, second] = [gradients[place], state.first[place], state.second[place]];
    if (!gradient || !first || !second) throw new Error(`no gradient for weights ${place}`);
    for (let k = 0; k < values.length; k++) {
      const g = gradient[k] ?? 0;
      const m = beta1 * (first[k] ?? 0) + (1 - beta1) * g;
      const v = beta2 * (second[k] ?? 0) + (1 - beta2) * g * g;
      first[k] = m;
      second[k] = v;
      values[k] = (values[k] ?? 0) - (corrected * m) / (Math.sqrt(v) + corrected0);
    }
  });
}
