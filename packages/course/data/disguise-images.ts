import { createCipheriv, createHmac } from "node:crypto";
import type { Distortion } from "@gradmark/contract";
import type { IdxImages } from "./idx.ts";
import { type Warp, warpImage } from "./warp-image.ts";

export interface Disguise {
  /** Side of the square that the images are put into the middle of. */
  padTo?: number | undefined;
  distortion?: Distortion | undefined;
}

/** Six numbers of the affine part, two for each of the 16 points of the grid. */
const drawsPerImage = 6 + 2 * 16;

/**
 * Pads images and moves each a little on its own way, with its label kept. Raises the cost of finding an image in the
 * published set and prevents nothing; `measureLookup` says how far it gets.
 *
 * Who knows how an image was moved can move it back, so the draws come from the course's secret seed: AES-256 in
 * counter mode under a key derived from it (NIST SP 800-38A), at a place that depends on the row alone.
 */
export function disguiseImages(images: IdxImages, { padTo, distortion }: Disguise, seed: string): IdxImages {
  const { rows } = images;
  const [height, width] = [Math.max(padTo ?? 0, images.height), Math.max(padTo ?? 0, images.width)];
  if (!distortion && height === images.height && width === images.width) return images;
  const pixels = new Uint8Array(rows * height * width);
  const draw = distortion ? drawWarps(rows, distortion, seed) : () => null;
  const shape = { height, width, from: images };
  for (let row = 0; row < rows; row++) warpImage(shape, row, draw(row), pixels);
  return { rows, height, width, pixels };
}

/** How each row is moved; every draw is uniform between −limit and limit. */
function drawWarps(rows: number, limits: Distortion, seed: string): (row: number) => Warp {
  const key = createHmac("sha256", seed).update("gradmark split: distortion").digest();
  const stream = createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(4 * drawsPerImage * rows));
  const grid = new Float32Array(32);
  return (row) => {
    let at = 4 * drawsPerImage * row;
    const between = (limit: number) => {
      const word = stream.readUInt32BE(at);
      at += 4;
      return (word / 2 ** 31 - 1) * limit;
    };
    const turn = (between(limits.turn) * Math.PI) / 180;
    const [scaleX, scaleY] = [(1 + limits.scale) ** between(1), (1 + limits.scale) ** between(1)];
    const shear = between(limits.shear);
    const [shiftX, shiftY] = [between(limits.shift), between(limits.shift)];
    for (let k = 0; k < grid.length; k++) grid[k] = between(limits.elastic);
    return { turn, scaleX, scaleY, shear, shiftX, shiftY, grid: limits.elastic > 0 ? grid : null };
  };
}
