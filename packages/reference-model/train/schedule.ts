/**
 * The step size over a training: up along a line in its first twentieth, so that Adam's first steps on untrained
 * weights stay small, then down to nothing along half a cosine (Loshchilov and Hutter 2017, "SGDR", without restarts).
 *
 * @param done share of the training's steps that lie behind, in [0, 1]
 */
export function learningRate(peak: number, done: number): number {
  if (done < warmUp) return (peak * (done + 0.1 * (warmUp - done))) / warmUp;
  return (peak * (1 + Math.cos((Math.PI * (done - warmUp)) / (1 - warmUp)))) / 2;
}

const warmUp = 0.05;
