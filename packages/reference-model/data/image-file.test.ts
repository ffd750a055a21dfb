import { describe, expect, it } from "vitest";
import { parseImages } from "./image-file.ts";

function idx(magic: number, sizes: [number, number, number], bytes: number): Uint8Array {
  const file = new Uint8Array(16 + bytes);
  const header = new DataView(file.buffer);
  [magic, ...sizes].forEach((word, place) => {
    header.setUint32(4 * place, word);
  });
  file.fill(7, 16);
  return file;
}

describe("an IDX file of images", () => {
  it("is read by its header, without a copy of its pixels", () => {
    const file = idx(0x803, [3, 4, 5], 60);
    const images = parseImages(file);
    expect(images).toMatchObject({ rows: 3, height: 4, width: 5 });
    file[16] = 99;
    expect(images.pixels[0]).toBe(99);
    expect(images.pixels).toHaveLength(60);
  });

  it("may lie anywhere in a larger buffer, as small files read by Node do", () => {
    const file = idx(0x803, [2, 2, 2], 8);
    const shifted = new Uint8Array(100);
    shifted.set(file, 13);
    expect(parseImages(shifted.subarray(13, 13 + file.length)).rows).toBe(2);
  });

  it("is refused when it is something else, cut off, or too long", () => {
    expect(() => parseImages(idx(0x801, [3, 4, 5], 60))).toThrow("0x801");
    expect(() => parseImages(idx(0x803, [3, 4, 5], 59))).toThrow("take 76 bytes, the file has 75");
    expect(() => parseImages(idx(0x803, [3, 4, 5], 61))).toThrow("the file has 77");
    expect(() => parseImages(new Uint8Array(3))).toThrow("at least 16 bytes");
  });
});
