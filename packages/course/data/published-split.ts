import type { Kit } from "@gradmark/contract";
import { drawSplit, type Split, type SplitSet } from "./draw-split.ts";
import type { SourceData } from "./source-data.ts";

/**
 * The published split: the training part is for training, the test part for testing, ids count from 1, every test row
 * is public. For work without a course: everybody knows these labels. Data that were not published in parts are drawn
 * by a key that everybody knows, in the kit's numbers of rows.
 */
export function publishedSplit({ published, rows }: Pick<SourceData, "published" | "rows">, kit: Kit): Split {
  const split = published
    ? inParts(published)
    : drawSplit("published split", rows, { ...kit.competition.dataset.rows, shadow: 0 }, 0);
  return { ...split, testIsPublic: split.testIsPublic.map(() => true) };
}

function inParts({ train, test }: { train: number; test: number }): Split {
  const set = (from: number, length: number): SplitSet => ({
    source: Uint32Array.from({ length }, (_, k) => from + k),
    ids: Uint32Array.from({ length }, (_, k) => k + 1),
  });
  return {
    train: set(0, train),
    test: set(train, test),
    shadow: set(0, 0),
    testIsPublic: Array.from({ length: test }, () => true),
  };
}
