import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LayersModel } from "@tensorflow/tfjs";
import type { Tensorflow } from "../engine/engine.ts";
import { type FlatTensor, formatWeights } from "../models/flat-weights.ts";

/** Files of a saved model, relative to its folder. */
export const savedModelFiles = { topology: "model.json", weights: "weights.bin", flat: "weights.gradmark" } as const;

/**
 * Writes a model as a tfjs LayersModel (`model.json`, `weights.bin`) and once more as a flat weights file.
 *
 * @returns the bytes of the flat file, by whose hash the model is known
 */
export async function saveModel(tf: Tensorflow, model: LayersModel, folder: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true });
  // Not tfjs's own `file://` handler: only one of the engines has it.
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const { modelTopology, weightSpecs, weightData, format, generatedBy, convertedBy } = artifacts;
      if (!modelTopology || !weightSpecs || !weightData) throw new Error("the model has no topology or no weights");
      const manifest = [{ paths: [savedModelFiles.weights], weights: weightSpecs }];
      const topology = { format, generatedBy, convertedBy, modelTopology, weightsManifest: manifest };
      await writeFile(join(folder, savedModelFiles.topology), JSON.stringify(topology));
      await writeFile(
        join(folder, savedModelFiles.weights),
        new Uint8Array(tf.io.concatenateArrayBuffers([weightData].flat())),
      );
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  const flat = formatWeights(await flatTensors(model));
  await writeFile(join(folder, savedModelFiles.flat), flat);
  return flat;
}

/** The weights in the order of the layers, as `layer/kernel` and `layer/bias`. */
export function flatTensors(model: LayersModel): Promise<FlatTensor[]> {
  const named = model.layers.flatMap((layer) => {
    const values = layer.getWeights();
    return layer.weights.map((weight, place) => ({ name: weight.originalName, tensor: values[place] }));
  });
  return Promise.all(
    named.map(async ({ name, tensor }) => {
      if (!tensor) throw new Error(`there is no value for ${name}`);
      return { name, shape: tensor.shape, values: Float32Array.from(await tensor.data()) };
    }),
  );
}

/** Reads a model that `saveModel` wrote. */
export async function loadModel(tf: Tensorflow, folder: string) {
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(join(folder, savedModelFiles.topology), "utf8"));
  const weights = await readFile(join(folder, savedModelFiles.weights));
  const weightData = new Uint8Array(weights).buffer;
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }));
}
