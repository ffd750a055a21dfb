import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { deskewImages } from "./deskew.ts";
import { disguiseImages } from "./disguise-images.ts";
import type { IdxImages } from "./idx.ts";
import { loadSource } from "./load-source.ts";
import { measureLookup } from "./measure-lookup.ts";
import { indexImages } from "./nearest-image.ts";
import { prepareData } from "./prepare-data.ts";

const none = { turn: 0, scale: 0, shear: 0, shift: 0, elastic: 0 };
const some = { turn: 10, scale: 0.1, shear: 0.1, shift: 1, elastic: 0.5 };

/** Images of random bytes. */
const imageSets = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 2, max: 9 }),
    width: fc.integer({ min: 2, max: 9 }),
  })
  .chain((shape) => {
    const length = shape.rows * shape.height * shape.width;
    return fc.uint8Array({ minLength: length, maxLength: length }).map((pixels): IdxImages => ({ ...shape, pixels }));
  });

/** A bar that leans to the right by one pixel for every two down. */
const leaning: IdxImages = { rows: 1, height: 12, width: 12, pixels: new Uint8Array(144) };
for (let y = 2; y < 10; y++) leaning.pixels.fill(255, y * 12 + 2 + (y >> 1), y * 12 + 4 + (y >> 1));

describe("disguised images", () => {
  it("are the same bytes when nothing may move", () => {
    fc.assert(
      fc.property(imageSets, (images) => {
        expect(disguiseImages(images, { distortion: none }, "s").pixels).toEqual(images.pixels);
      }),
    );
  });

  it("are padded into the middle of a dark square, as the original lab does", () => {
    fc.assert(
      fc.property(imageSets, (images) => {
        const padded = disguiseImages(images, { padTo: 16 }, "s");
        expect([padded.height, padded.width]).toEqual([16, 16]);
        const sum = (pixels: Uint8Array) => pixels.reduce((all, value) => all + value, 0);
        expect(sum(padded.pixels)).toBe(sum(images.pixels));
        const [top, left] = [(16 - images.height) >> 1, (16 - images.width) >> 1];
        expect(padded.pixels[top * 16 + left]).toBe(images.pixels[0]);
      }),
    );
  });

  it("move by the seed: the same again for one seed, other ways for another, and each row on its own way", () => {
    const twice = { ...leaning, rows: 2, pixels: Uint8Array.of(...leaning.pixels, ...leaning.pixels) };
    const first = disguiseImages(twice, { distortion: some }, "s").pixels;
    expect(disguiseImages(twice, { distortion: some }, "s").pixels).toEqual(first);
    expect(disguiseImages(twice, { distortion: some }, "t").pixels).not.toEqual(first);
    expect(first.subarray(0, 144)).not.toEqual(first.subarray(144));
  });

  it("keep their ink: a digit is moved, not erased", () => {
    const ink = (pixels: Uint8Array) => pixels.reduce((all, value) => all + value, 0);
    for (let k = 0; k < 50; k++) {
      const moved = ink(disguiseImages(leaning, { distortion: some }, `seed ${k}`).pixels);
      expect(moved / ink(leaning.pixels)).toBeGreaterThan(0.6);
      expect(moved / ink(leaning.pixels)).toBeLessThan(1.5);
    }
  });
});

describe("deskewing", () => {
  it("straightens what leans and moves it into the middle", () => {
    const { pixels } = deskewImages(leaning);
    const centres = Array.from({ length: 6 }, (_, k) => {
      const line = pixels.subarray((k + 3) * 12, (k + 4) * 12);
      return line.reduce((sum, value, x) => sum + value * x, 0) / line.reduce((sum, value) => sum + value, 0);
    });
    for (const centre of centres) expect(Math.abs(centre - 5.5)).toBeLessThan(0.5);
  });

  it("leaves an empty image empty", () => {
    expect(deskewImages({ rows: 1, height: 4, width: 4, pixels: new Uint8Array(16) }).pixels).toEqual(
      new Uint8Array(16),
    );
  });
});

describe("the nearest image", () => {
  it("is the one that comparing with all of them finds", () => {
    fc.assert(
      fc.property(imageSets, fc.infiniteStream(fc.nat(255)), (images, bytes) => {
        const size = images.height * images.width;
        const pixels = Uint8Array.from({ length: size }, () => bytes.next().value ?? 0);
        const distances = Array.from({ length: images.rows }, (_, row) =>
          pixels.reduce((sum, value, k) => sum + (value - (images.pixels[row * size + k] ?? 0)) ** 2, 0),
        );
        const found = indexImages(images).find({ ...images, rows: 1, pixels }, 0);
        expect(found).toBe(distances.indexOf(Math.min(...distances)));
      }),
    );
  });
});

describe("the look-up rate", () => {
  const kit = lab1Kit();
  const withDistortion = (distortion: typeof some) => ({
    ...kit,
    competition: { ...kit.competition, dataset: { ...kit.competition.dataset, distortion } },
  });
  const load = async () => {
    const source = await loadSource(kit, null);
    if (!source.ok) throw new Error(JSON.stringify(source.problems));
    return source.value;
  };

  it("is 1 for images as they were published, and less for distorted ones, whose labels are found all the same", async () => {
    const source = await load();
    const plain = await measureLookup({ kit, source, seed: "s", sample: 10 });
    expect(plain).toMatchObject({
      sampled: 10,
      published: 70_000,
      raw: { images: 1, labels: 1 },
      deskewed: { images: 1 },
    });
    const hidden = await measureLookup({
      kit: withDistortion({ ...some, turn: 15, elastic: 1.5 }),
      source,
      seed: "s",
      sample: 30,
    });
    expect(hidden?.raw.images).toBeLessThan(0.7);
    expect(hidden?.deskewed.labels).toBeGreaterThan(0.6); // no promise: only the cost was raised
  }, 120_000);

  it("can be cancelled between two images", async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error("cancelled by a person"));
    const measuring = measureLookup({
      kit,
      source: await load(),
      seed: "s",
      sample: 40,
      onProgress,
      signal: controller.signal,
    });
    await expect(measuring).rejects.toThrow("cancelled by a person");
  }, 60_000);
});

describe("preparing 70,000 images", () => {
  it("takes less than 3 s of the processor, padding included", async () => {
    const outDir = await mkdtemp(join(tmpdir(), "gradmark-speed-"));
    const kit = lab1Kit();
    const dataset = { ...kit.competition.dataset, padTo: 32 };
    const before = process.cpuUsage();
    await prepareData({ kit: { ...kit, competition: { ...kit.competition, dataset } }, seed: "s", outDir });
    const { user, system } = process.cpuUsage(before);
    await rm(outDir, { recursive: true });
    expect((user + system) / 1e6).toBeLessThan(3); // 1.1 s on two cores of an EPYC
  }, 60_000);
});
