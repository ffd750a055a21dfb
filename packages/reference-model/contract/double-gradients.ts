/** Gradients in double precision, written as the formulas say, to hold engines against. */

/** d mean cross entropy / d W = X^T (softmax(X W) − Y) / rows. X is rows × pixels, W is pixels × classes. */
export function softmaxGradient(x: readonly number[], w: readonly number[], truth: readonly number[], pixels: number) {
  const classes = w.length / pixels;
  const gradient = w.map(() => 0);
  truth.forEach((right, row) => {
    const own = x.slice(row * pixels, (row + 1) * pixels);
    const scores = Array.from({ length: classes }, (_, c) =>
      own.reduce((sum, value, p) => sum + value * (w[p * classes + c] ?? 0), 0),
    );
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    scores.forEach((score, c) => {
      const error = (Math.exp(score) / total - (c === right ? 1 : 0)) / truth.length;
      own.forEach((value, p) => {
        gradient[p * classes + c] = (gradient[p * classes + c] ?? 0) + value * error;
      });
    });
  });
  return gradient;
}

export interface ConvolutionCase {
  /** rows, height, width, channels in, channels out, side of the filter */
  rows: number;
  side: number;
  channels: number;
  filters: number;
  kernel: number;
  padding: "same" | "valid";
}

/**
 * d (sum of dy ∘ conv(x, f)) / d f for stride 1: each weight meets the pixels that it was multiplied with.
 * x [rows, side, side, channels], dy [rows, out, out, filters], result [kernel, kernel, channels, filters].
 */
export function filterGradient(shape: ConvolutionCase, x: readonly number[], dy: readonly number[]): number[] {
  const { rows, side, channels, filters, kernel, padding } = shape;
  const before = padding === "same" ? Math.floor((kernel - 1) / 2) : 0;
  const out = padding === "same" ? side : side - kernel + 1;
  const pixel = (row: number, y: number, column: number, channel: number) =>
    y < 0 || column < 0 || y >= side || column >= side
      ? 0
      : (x[((row * side + y) * side + column) * channels + channel] ?? 0);
  const places = Array.from({ length: rows * out * out }, (_, k) => k);
  return Array.from({ length: kernel * kernel * channels * filters }, (_, weight) => {
    const filter = weight % filters;
    const channel = Math.floor(weight / filters) % channels;
    const kx = Math.floor(weight / (filters * channels)) % kernel;
    const ky = Math.floor(weight / (filters * channels * kernel));
    return places.reduce((sum, place) => {
      const [row, oy, ox] = [Math.floor(place / (out * out)), Math.floor(place / out) % out, place % out];
      return sum + (dy[place * filters + filter] ?? 0) * pixel(row, oy + ky - before, ox + kx - before, channel);
    }, 0);
  });
}
