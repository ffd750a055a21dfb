import type { Images } from "./image-file.ts";
import type { Random } from "./random.ts";

/** How far an image may be moved without becoming another digit: largest shift in pixels, turn in degrees, scaling. */
export interface Distortion {
  shift: number;
  turn: number;
  /** 0.1: between 0.9 and 1.1 times the size. */
  scale: number;
}

/**
 * Writes one image, turned, scaled and shifted at random about its centre, with values in [0, 255] (affine distortion as
 * in Simard, Steinkraus, Platt 2003, "Best practices for convolutional neural networks"; bilinear interpolation,
 * background outside).
 *
 * @param target takes height × width values from place `at`
 */
export function distortImage(
  { pixels, height, width }: Images,
  row: number,
  limits: Distortion,
  random: Random,
  target: Float32Array,
  at: number,
): void {
  const between = (limit: number) => (2 * random() - 1) * limit;
  const angle = (between(limits.turn) * Math.PI) / 180;
  const scale = 1 / (1 + between(limits.scale));
  const [moveX, moveY] = [between(limits.shift), between(limits.shift)];
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  const start = row * height * width;
  const pixel = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (pixels[start + y * width + x] ?? 0);
  let place = at;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Where this pixel of the new image comes from in the old one.
      const [offX, offY] = [x - centreX - moveX, y - centreY - moveY];
      const fromX = cos * offX + sin * offY + centreX;
      const fromY = cos * offY - sin * offX + centreY;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, below] = [fromX - left, fromY - top];
      const upper = (1 - right) * pixel(left, top) + right * pixel(left + 1, top);
      const lower = (1 - right) * pixel(left, top + 1) + right * pixel(left + 1, top + 1);
      target[place++] = (1 - below) * upper + below * lower;
    }
  }
}
