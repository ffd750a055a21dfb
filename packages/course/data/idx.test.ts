import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatIdxImages, formatIdxLabels, parseIdxImages, parseIdxLabels, pickImages } from "./idx.ts";

const images = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, height, width]) =>
    fc
      .uint8Array({ minLength: rows * height * width, maxLength: rows * height * width })
      .map((pixels) => ({ rows, height, width, pixels })),
  );

describe("IDX files", () => {
  it("read back what was written", () => {
    fc.assert(
      fc.property(images, (value) => {
        expect(parseIdxImages(formatIdxImages(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (labels) => {
        expect(parseIdxLabels(formatIdxLabels(labels))).toEqual(labels);
      }),
    );
  });

  it("begin with the magic number and big-endian sizes of the published files", () => {
    const bytes = formatIdxImages({ rows: 1, height: 1, width: 2, pixels: Uint8Array.of(7, 8) });
    expect([...bytes]).toEqual([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, 8]);
    expect([...formatIdxLabels(Uint8Array.of(9))]).toEqual([0, 0, 8, 1, 0, 0, 0, 1, 9]);
  });

  it("that are cut, or are something else, are refused", () => {
    const bytes = formatIdxImages({ rows: 2, height: 1, width: 2, pixels: Uint8Array.of(1, 2, 3, 4) });
    expect(() => parseIdxImages(bytes.subarray(0, 19))).toThrow("3 pixel bytes where 2×1×2 are announced");
    expect(() => parseIdxImages(bytes.subarray(0, 4))).toThrow("only 4 bytes");
    expect(() => parseIdxLabels(bytes)).toThrow("magic number 0x803 instead of 0x801");
  });

  it("give up single images in any order", () => {
    const three = { rows: 3, height: 1, width: 2, pixels: Uint8Array.of(1, 1, 2, 2, 3, 3) };
    expect(pickImages(three, Uint32Array.of(2, 0))).toEqual({ ...three, rows: 2, pixels: Uint8Array.of(3, 3, 1, 1) });
  });
});
