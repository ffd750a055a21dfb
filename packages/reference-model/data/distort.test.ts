import { describe, expect, it } from "vitest";
import { distortImage } from "./distort.ts";
import type { Images } from "./image-file.ts";
import { seededRandom } from "./random.ts";

const side = 9;
/** One bright pixel at (x, y), in the second of two images. */
function dot(x: number, y: number): Images {
  const pixels = new Uint8Array(2 * side * side);
  pixels[side * side + y * side + x] = 255;
  return { rows: 2, height: side, width: side, pixels };
}

function distorted(images: Images, limits: { shift: number; turn: number; scale: number }, random: () => number) {
  const target = new Float32Array(side * side);
  distortImage(images, 1, limits, random, target, 0);
  return target;
}

const none = { shift: 0, turn: 0, scale: 0 };

describe("a distorted image", () => {
  it("is the image itself when nothing may move", () => {
    const target = distorted(dot(3, 7), none, seededRandom(1));
    expect(target[7 * side + 3]).toBe(255);
    expect(target.reduce((sum, value) => sum + value, 0)).toBe(255);
  });

  it("is shifted to the right and down by the largest draw, and dark where it came from", () => {
    const target = distorted(dot(3, 5), { ...none, shift: 2 }, () => 1);
    expect(target[7 * side + 5]).toBeCloseTo(255, 3);
    expect(target[5 * side + 3]).toBe(0);
  });

  it("keeps its centre in place when turned, and turns the rest about it", () => {
    const quarter = { ...none, turn: 90 };
    expect(distorted(dot(4, 4), quarter, () => 1)[4 * side + 4]).toBeCloseTo(255, 3);
    const target = distorted(dot(6, 4), quarter, () => 1);
    expect(Math.max(...target)).toBeCloseTo(255, 3);
    expect(target.indexOf(Math.max(...target)) % side).toBe(4);
  });

  it("is the same for the same seed and stays within [0, 255]", () => {
    const limits = { shift: 2, turn: 15, scale: 0.2 };
    const one = distorted(dot(4, 3), limits, seededRandom(5));
    expect(distorted(dot(4, 3), limits, seededRandom(5))).toEqual(one);
    expect(distorted(dot(4, 3), limits, seededRandom(6))).not.toEqual(one);
    for (const value of one) expect(value >= 0 && value <= 255.001).toBe(true);
  });
});
