import type { IdxImages } from "./idx.ts";

/** How one image is moved about its centre. Angles in radians, lengths in pixels of the image. */
export interface Warp {
  turn: number;
  scaleX: number;
  scaleY: number;
  shear: number;
  shiftX: number;
  shiftY: number;
  /** Displacements (x, y) of a 4 × 4 grid over the image, row by row; null for none. */
  grid: Float32Array | null;
}

export interface WarpShape {
  height: number;
  width: number;
  from: IdxImages;
}

/**
 * Writes row `row` of `shape.from`, moved, into the same row of `target` (height × width each). Every pixel is fetched
 * from where the inverse map says, by bilinear interpolation; outside is dark. Affine and elastic as in Simard,
 * Steinkraus, Platt 2003, "Best practices for convolutional neural networks", with a coarse grid in place of a smoothed
 * field.
 *
 * @param warp null puts the image into the middle and no more
 */
export function warpImage(shape: WarpShape, row: number, warp: Warp | null, target: Uint8Array): void {
  const { height, width, from } = shape;
  const [top, left] = [(height - from.height) >> 1, (width - from.width) >> 1];
  const start = row * height * width;
  if (warp === null) {
    for (let y = 0; y < from.height; y++) {
      const line = (row * from.height + y) * from.width;
      target.set(from.pixels.subarray(line, line + from.width), start + (y + top) * width + left);
    }
    return;
  }
  const { cos, sin } = { cos: Math.cos(warp.turn), sin: Math.sin(warp.turn) };
  const [xx, xy] = [cos / warp.scaleX, (sin + warp.shear * cos) / warp.scaleX];
  const [yx, yy] = [-sin / warp.scaleY, (cos - warp.shear * sin) / warp.scaleY];
  const [centreX, centreY] = [(width - 1) / 2 + warp.shiftX, (height - 1) / 2 + warp.shiftY];
  const [sourceX, sourceY] = [(from.width - 1) / 2, (from.height - 1) / 2];
  let place = start;
  for (let y = 0; y < height; y++) {
    const v = y - centreY;
    for (let x = 0; x < width; x++) {
      const u = x - centreX;
      let fromX = xx * u + xy * v + sourceX;
      let fromY = yx * u + yy * v + sourceY;
      if (warp.grid) {
        const bend = bendOf(warp.grid, x / (width - 1), y / (height - 1));
        fromX += bend.x;
        fromY += bend.y;
      }
      target[place++] = sampleAt(from, row, fromX, fromY);
    }
  }
}

/** The displacement at a place of the unit square, between the four nearest points of the grid. */
function bendOf(grid: Float32Array, across: number, down: number): { x: number; y: number } {
  const [column, line] = [Math.min(2, Math.floor(across * 3)), Math.min(2, Math.floor(down * 3))];
  const [right, below] = [across * 3 - column, down * 3 - line];
  const at = 2 * (4 * line + column);
  const [a, b, c, d] = [(1 - right) * (1 - below), right * (1 - below), (1 - right) * below, right * below];
  const mix = (k: number) =>
    a * (grid[k] ?? 0) + b * (grid[k + 2] ?? 0) + c * (grid[k + 8] ?? 0) + d * (grid[k + 10] ?? 0);
  return { x: mix(at), y: mix(at + 1) };
}

/** Bilinear, rounded; 0 outside of the image. */
function sampleAt({ pixels, height, width }: IdxImages, row: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < -1 || top < -1 || left >= width || top >= height) return 0;
  const [right, below] = [x - left, y - top];
  const at = (row * height + top) * width + left;
  const inside = left >= 0 && top >= 0;
  const a = inside ? (pixels[at] ?? 0) : 0;
  const b = top >= 0 && left + 1 < width ? (pixels[at + 1] ?? 0) : 0;
  const c = left >= 0 && top + 1 < height ? (pixels[at + width] ?? 0) : 0;
  const d = top + 1 < height && left + 1 < width ? (pixels[at + width + 1] ?? 0) : 0;
  return Math.round((1 - below) * ((1 - right) * a + right * b) + below * ((1 - right) * c + right * d));
}
