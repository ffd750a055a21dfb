import { execFileSync } from "node:child_process";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { calibrate } from "./calibration.ts";
import { greyPng } from "./grey-png.ts";
import { hardestImages } from "./hardest.ts";

/** Two classes; the probability of class 1 for each row. */
function classified(probabilities: number[]) {
  return {
    rows: Uint32Array.from(probabilities, (_, row) => row),
    classes: 2,
    probabilities: Float32Array.from(probabilities.flatMap((p) => [1 - p, p])),
    labels: Uint8Array.from(probabilities, (p) => (p > 0.5 ? 1 : 0)),
  };
}

describe("calibration", () => {
  it("is perfect when of the rows at 75 % three of four are right", () => {
    const { bins, error } = calibrate(classified([0.75, 0.75, 0.25, 0.75]), Uint8Array.of(1, 1, 0, 0));
    expect(bins[7]).toEqual({ rows: 4, confidence: 0.75, accuracy: 0.75 });
    expect(error).toBe(0);
  });

  it("has the error of a model that is sure and wrong, and counts full certainty in the last range", () => {
    const { bins, error } = calibrate(classified([1, 0]), Uint8Array.of(0, 1));
    expect(bins.map((bin) => bin.rows)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect(error).toBe(1);
  });
});

describe("the hardest images", () => {
  const images = { rows: 3, height: 1, width: 2, pixels: Uint8Array.of(0, 0, 10, 255, 0, 0) };

  it("are those whose true class got the least probability, worst first", () => {
    const hard = hardestImages(classified([0.9, 0.1, 0.6]), Uint8Array.of(1, 1, 1), images, 2);
    expect(hard.map(({ probability }) => probability.toFixed(2))).toEqual(["0.10", "0.60"]);
    expect(hard[0]).toMatchObject({ truth: 1, guess: 0 });
    expect(pixelsOf(hard[0]?.png ?? Buffer.alloc(0), 2)).toEqual([245, 0]);
  });
});

/** Pixels of a picture of one line, read by its chunks. */
function pixelsOf(png: Buffer, width: number): number[] {
  const data = png.indexOf("IDAT");
  const length = png.readUInt32BE(data - 4);
  return [...inflateSync(png.subarray(data + 4, data + 4 + length))].slice(1, 1 + width);
}

describe("a grey picture", () => {
  it("is a PNG that other programs read", ({ skip }) => {
    const png = greyPng(Uint8Array.of(0, 128, 255, 64, 32, 16), 2, 3);
    const script = "import sys,zlib;d=sys.stdin.buffer.read();assert d[:8]==b'\\x89PNG\\r\\n\\x1a\\n';i=8\n";
    const walk =
      "while i<len(d):\n n=int.from_bytes(d[i:i+4],'big');b=d[i+4:i+8+n];c=int.from_bytes(d[i+8+n:i+12+n],'big')\n" +
      " assert zlib.crc32(b)==c;print(b[:4].decode(),list(zlib.decompress(b[4:])) if b[:4]==b'IDAT' else len(b)-4);i+=12+n\n";
    let output = "";
    try {
      output = execFileSync("python3", ["-c", script + walk], { input: png, encoding: "utf8" });
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") skip();
      throw error;
    }
    expect(output).toBe("IHDR 13\nIDAT [0, 0, 128, 255, 0, 64, 32, 16]\nIEND 0\n");
  });
});
