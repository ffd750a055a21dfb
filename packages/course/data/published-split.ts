import type { Split, SplitSet } from "./draw-split.ts";

/** Rows of the published training and test part of MNIST. */
export const publishedRows = { train: 60_000, test: 10_000, shadow: 0 } as const;

/**
 * The published split: the training part is for training, the test part for testing, ids count from 1, every test row
 * is public. For work without a course: everybody knows these labels.
 */
export function publishedSplit(): Split {
  const set = (from: number, length: number): SplitSet => ({
    source: Uint32Array.from({ length }, (_, k) => from + k),
    ids: Uint32Array.from({ length }, (_, k) => k + 1),
  });
  const { train, test } = publishedRows;
  return {
    train: set(0, train),
    test: set(train, test),
    shadow: set(0, 0),
    testIsPublic: Array.from({ length: test }, () => true),
  };
}
