import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { type FlatTensor, formatWeights, parseWeights } from "../models/flat-weights.ts";
import type { TrainerState } from "./training-step.ts";

const epochRecord = z.object({
  epoch: z.number(),
  loss: z.number(),
  accuracy: z.number(),
  validationLoss: z.number(),
  validationAccuracy: z.number(),
});
/** One epoch: mean loss and accuracy over its training steps, and on the validation rows at its end. */
export type EpochRecord = z.infer<typeof epochRecord>;

const curvePoint = z.object({ epochs: z.number(), loss: z.number(), accuracy: z.number() });
/** Mean loss and accuracy over the training steps of a twentieth of an epoch; `epochs` lie behind at its end. */
export type CurvePoint = z.infer<typeof curvePoint>;

const sums = z.object({ loss: z.number(), right: z.number(), images: z.number() });
/** Sums over images that steps have trained on. */
export type Sums = z.infer<typeof sums>;

const position = z.object({
  /** The epoch to go on with, from 1, and how many of its steps are done. */
  epoch: z.number().int(),
  step: z.number().int(),
  /** Sums over the images of those steps. */
  sums,
  /** Sums since the last point of the curve. */
  recent: sums,
  curve: z.array(curvePoint),
  history: z.array(epochRecord),
});
export type Position = z.infer<typeof position>;

const note = position.extend({ key: z.string(), adamSteps: z.number().int() });

/** A training that can be taken up again where it was left. */
export interface Snapshot {
  position: Position;
  trainer: TrainerState;
  /** Weights of the best epoch so far; null in the first. */
  best: Float32Array[] | null;
}

/** Where a training is kept, and which one: another request has another key and starts anew. */
export interface CheckpointPlace {
  file: string;
  key: string;
  everySeconds: number;
}

/** Writes a snapshot in one rename: a kill leaves the old one or the new one. */
export async function writeCheckpoint(
  { file, key }: CheckpointPlace,
  { position, trainer, best }: Snapshot,
): Promise<void> {
  const { weights, adam } = trainer;
  const groups = { weight: weights, first: adam.first, second: adam.second, best: best ?? [] };
  const tensors = Object.entries(groups).flatMap(([name, arrays]) =>
    arrays.map((values): FlatTensor => ({ name, shape: [values.length], values })),
  );
  const header = JSON.stringify({ key, adamSteps: adam.steps, ...position } satisfies z.infer<typeof note>);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, Buffer.concat([Buffer.from(`${header}\n`), formatWeights(tensors)]));
  await rename(`${file}.new`, file);
}

/** The snapshot of this very training, or null: no file, another training, or a damaged file, which is no loss. */
export async function loadCheckpoint({ file, key }: CheckpointPlace): Promise<Snapshot | null> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return null;
  try {
    const end = bytes.indexOf(10);
    const { key: found, adamSteps, ...where } = note.parse(JSON.parse(bytes.toString("utf8", 0, end)));
    if (found !== key) return null;
    const tensors = parseWeights(bytes.subarray(end + 1));
    const named = (name: string) => tensors.filter((tensor) => tensor.name === name).map((tensor) => tensor.values);
    const best = named("best");
    const adam = { steps: adamSteps, first: named("first"), second: named("second") };
    return { position: where, trainer: { weights: named("weight"), adam }, best: best.length > 0 ? best : null };
  } catch {
    return null;
  }
}

/** After the end of a training. */
export async function removeCheckpoint({ file }: CheckpointPlace): Promise<void> {
  await rm(file, { force: true });
}
