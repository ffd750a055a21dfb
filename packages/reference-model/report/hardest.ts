import type { Images } from "../data/image-file.ts";
import type { Classified } from "../train/classify.ts";
import { greyPng } from "./grey-png.ts";

/** An image that the model gave its true class little probability. */
export interface HardImage {
  truth: number;
  guess: number;
  /** Probability of the true class. */
  probability: number;
  png: Buffer;
}

/** The images whose true class got the least probability, worst first; ink is dark. */
export function hardestImages(classified: Classified, truth: Uint8Array, images: Images, count: number): HardImage[] {
  const { rows, labels, probabilities, classes } = classified;
  const { height, width, pixels } = images;
  return Array.from(rows, (row, place) => {
    const own = truth[row] ?? 0;
    return { row, truth: own, guess: labels[place] ?? 0, probability: probabilities[place * classes + own] ?? 0 };
  })
    .sort((a, b) => a.probability - b.probability || a.row - b.row)
    .slice(0, count)
    .map(({ row, ...rest }) => {
      const ink = pixels.subarray(row * height * width, (row + 1) * height * width);
      return {
        ...rest,
        png: greyPng(
          ink.map((value) => 255 - value),
          height,
          width,
        ),
      };
    });
}
