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
  const bend = new Float64Array(2 * gridSide);
  let place = start;
  for (let y = 0; y < height; y++) {
    bendLine(warp.grid, y / (height - 1), bend);
    const v = y - centreY;
    for (let x = 0; x < width; x++) {
      const u = x - centreX;
      const across = ((gridSide - 1) * x) / (width - 1);
      const cell = across < 1 ? 0 : across < 2 ? 1 : 2;
      const right = across - cell;
      const bendX = (bend[2 * cell] ?? 0) * (1 - right) + (bend[2 * cell + 2] ?? 0) * right;
      const bendY = (bend[2 * cell + 1] ?? 0) * (1 - right) + (bend[2 * cell + 3] ?? 0) * right;
      target[place++] = sampleAt(from, row, xx * u + xy * v + sourceX + bendX, yx * u + yy * v + sourceY + bendY);
    }
  }
}

const gridSide = 4;

/** The displacements of the grid's four columns at a height from 0 to 1: x, y, x, y, … */
function bendLine(grid: Float32Array | null, down: number, line: Float64Array): void {
  if (grid === null) return;
  const upper = Math.min(gridSide - 2, Math.floor(down * (gridSide - 1)));
  const below = down * (gridSide - 1) - upper;
  for (let k = 0; k < line.length; k++) {
    const at = 2 * gridSide * upper + k;
    line[k] = (grid[at] ?? 0) * (1 - below) + (grid[at + 2 * gridSide] ?? 0) * below;
  }
}

/** Bilinear, rounded; 0 outside of the image. */
function sampleAt({ pixels, height, width }: IdxImages, row: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || top < -1 || left >= width || top >= height) return 0;
  const right = x - left;
  const below = y - top;
  const at = (row * height + top) * width + left;
  const a = left >= 0 && top >= 0 ? (pixels[at] ?? 0) : 0;
  const b = top >= 0 && left + 1 < width ? (pixels[at + 1] ?? 0) : 0;
  const c = left >= 0 && top + 1 < height ? (pixels[at + width] ?? 0) : 0;
  const d = top + 1 < height && left + 1 < width ? (pixels[at + width + 1] ?? 0) : 0;
  if (a + b + c + d === 0) return 0; // most of an image is background
  return Math.round((1 - below) * ((1 - right) * a + right * b) + below * ((1 - right) * c + right * d));
}
