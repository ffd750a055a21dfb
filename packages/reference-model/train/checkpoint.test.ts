import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type CheckpointPlace,
  loadCheckpoint,
  removeCheckpoint,
  type Snapshot,
  writeCheckpoint,
} from "./checkpoint.ts";

let place: CheckpointPlace = { file: "", key: "", everySeconds: 1 };
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "checkpoint-"));
  place = { file: join(folder, "out", "checkpoint"), key: "this training", everySeconds: 1 };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const epoch = { epoch: 1, loss: 0.4, accuracy: 0.9, validationLoss: 0.3, validationAccuracy: 0.91 };
const snapshot: Snapshot = {
  position: {
    epoch: 2,
    step: 7,
    sums: { loss: 1.25, right: 3, images: 4 },
    recent: { loss: 1, right: 1, images: 2 },
    history: [epoch],
    curve: [{ epochs: 0.05, loss: 2, accuracy: 0.4 }],
  },
  trainer: {
    weights: [Float32Array.of(1, 2.5), Float32Array.of(-0)],
    adam: { steps: 11, first: [Float32Array.of(3, 4)], second: [Float32Array.of(1e-30, 5)] },
  },
  best: [Float32Array.of(6, 7), Float32Array.of(8)],
};

describe("a checkpoint", () => {
  it("gives back every bit of a training", async () => {
    await writeCheckpoint(place, snapshot);
    expect(await loadCheckpoint(place)).toEqual(snapshot);
    await writeCheckpoint(place, { ...snapshot, best: null });
    expect((await loadCheckpoint(place))?.best).toBeNull();
    expect(await readdir(join(folder, "out"))).toEqual(["checkpoint"]);
  });

  it("is none when there is no file, or it belongs to another training", async () => {
    expect(await loadCheckpoint(place)).toBeNull();
    await writeCheckpoint(place, snapshot);
    expect(await loadCheckpoint({ ...place, key: "another seed" })).toBeNull();
    await removeCheckpoint(place);
    expect(await loadCheckpoint(place)).toBeNull();
  });

  it("is none when the file is cut off, too long, or no checkpoint at all", async () => {
    await writeCheckpoint(place, snapshot);
    const bytes = await readFile(place.file);
    await writeFile(place.file, bytes.subarray(0, bytes.length - 3));
    expect(await loadCheckpoint(place)).toBeNull();
    await writeFile(place.file, bytes);
    await appendFile(place.file, "more");
    expect(await loadCheckpoint(place)).toBeNull();
    await writeFile(place.file, "not a checkpoint");
    expect(await loadCheckpoint(place)).toBeNull();
  });
});
