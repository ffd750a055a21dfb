import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseImages } from "../data/image-file.ts";
import { seedSequence } from "../data/random.ts";
import type { EngineName } from "../engine/engine.ts";
import { listEngines, openEngine } from "../engine/ladder.ts";
import { recipes } from "../models/catalog.ts";
import { parseWeights } from "../models/flat-weights.ts";
import { flatTensors, loadModel } from "../report/saved-model.ts";
import { classify } from "../train/classify.ts";
import type { TrainingProgress } from "../train/pace.ts";
import { trainReferenceModel } from "../train-reference-model.ts";
import type { TrainingRequest } from "../training-request.ts";
import { engineGradients, loadRecorded } from "./gradient-cases.ts";
import { stripeClasses, stripesRequest, stripesTest } from "./stripes.ts";

/** What every engine of the ladder must do. Each engine has a test file of its own: two do not fit into one process. */
export async function engineContract(name: EngineName): Promise<void> {
  const status = (await listEngines()).find((engine) => engine.name === name);
  const title = status?.available ? `engine ${name}` : `engine ${name} (not here, so not tested: ${status?.why})`;
  // A driver of software computes right but takes minutes for what a card does in seconds.
  const timeout = process.env.GRADMARK_SOFTWARE_GPU === "1" ? 900_000 : 60_000;
  describe.skipIf(!status?.available)(title, { timeout }, () => {
    training(name);
    repeating(name);
    arithmetic(name);
    resuming(name);
  });
}

let outDir = "";
beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), "reference-model-"));
});
afterEach(() => rm(outDir, { recursive: true, force: true }));

const { ids, images: testImages, labels: testLabels } = stripesTest;

function request(engine: EngineName, over: Partial<TrainingRequest> = {}): TrainingRequest {
  return { ...stripesRequest(engine, outDir), ...over };
}

function training(name: EngineName): void {
  it("learns: the loss falls and unseen images are told apart", async () => {
    const progress: TrainingProgress[] = [];
    const trained = await trainReferenceModel(request(name, { onProgress: (step) => progress.push(step) }));
    const [first, last] = [trained.history[0], trained.history.at(-1)];
    expect(last?.loss).toBeLessThan((first?.loss ?? 0) / 2);
    const right = ids.filter((id, row) => trained.predictions.get(id) === stripeClasses[testLabels[row] ?? -1]);
    expect(right.length / ids.length).toBeGreaterThan(0.95);
    expect(trained.engine).toBe(name);
    expect(progress.at(-1)).toMatchObject({ epoch: 4, epochs: 4, step: 3, steps: 3, secondsLeft: 0 });
  });

  it("writes a model that gives the same predictions when it is loaded again, in both formats", async () => {
    const trained = await trainReferenceModel(request(name));
    const { tf } = await openEngine(name);
    const model = await loadModel(tf, dirname(trained.files.model));
    const rows = Uint32Array.from(ids, (_, row) => row);
    const { labels } = await classify(tf, model, parseImages(testImages), rows);
    expect(Array.from(labels, (label) => stripeClasses[label])).toEqual([...trained.predictions.values()]);
    expect(parseWeights(await readFile(trained.files.weights))).toEqual(await flatTensors(model));
    model.dispose();
  });

  it("stops at once when cancelled, and leaves no file", async () => {
    const abort = new AbortController();
    const cancelled = request(name, { epochs: 1000, signal: abort.signal, onProgress: () => abort.abort("enough") });
    await expect(trainReferenceModel(cancelled)).rejects.toBe("enough");
    expect(await readdir(outDir)).toEqual([]);
  });

  it("gives back all memory, also when cancelled", async () => {
    const { tf } = await openEngine(name);
    await trainReferenceModel(request(name));
    const before = tf.memory().numTensors;
    await trainReferenceModel(request(name));
    const signal = AbortSignal.abort("at once");
    await trainReferenceModel(request(name, { signal })).catch(() => null);
    expect(tf.memory().numTensors).toBe(before);
  });
}

function repeating(name: EngineName): void {
  it("gives the same weights and predictions for the same seed, and others for another", async () => {
    const model = "lenet-5" as const;
    const one = await trainReferenceModel(request(name, { model, epochs: 2 }));
    const again = await trainReferenceModel(request(name, { model, epochs: 2 }));
    const other = await trainReferenceModel(request(name, { model, epochs: 2, seed: 6 }));
    expect(again.sha256).toBe(one.sha256);
    expect(again.predictions).toEqual(one.predictions);
    expect(other.sha256).not.toBe(one.sha256);
  });
}

function arithmetic(name: EngineName): void {
  it.each(["softmax-regression", "convolution-same", "convolution-valid", "normalization-relu"])(
    "has the gradients that the backprop checker derives: %s",
    async (network) => {
      const { tf } = await openEngine(name);
      const expected = (await loadRecorded())[network];
      if (!expected) throw new Error(`${network} was not recorded`);
      const computed = await engineGradients(tf, network, expected);
      expect(Object.keys(computed).sort()).toEqual(Object.keys(expected.gradients).sort());
      for (const [by, exact] of Object.entries(expected.gradients)) {
        expect(computed[by]).toHaveLength(exact.length);
        // Floats carry seven digits; sums of up to 36 products of this size lose one or two.
        for (const [k, value] of exact.entries()) expect(computed[by]?.[k]).toBeCloseTo(value, 4);
      }
    },
  );

  it("builds every model of the catalog with one score for each class", async () => {
    const { tf } = await openEngine(name);
    for (const { build } of Object.values(recipes)) {
      const model = build(tf, { height: 28, width: 28, classes: 10 }, seedSequence(1));
      expect(model.outputShape).toEqual([null, 10]);
      model.dispose();
    }
  });
}

function resuming(name: EngineName): void {
  it("goes on after it was killed, and ends as without that", async () => {
    const whole = await trainReferenceModel(request(name));
    await rm(outDir, { recursive: true });
    const program = fileURLToPath(new URL("./fixtures/trains-until-killed.ts", import.meta.url));
    const child = spawn(process.execPath, [program, name, outDir], { stdio: ["ignore", "pipe", "inherit"] });
    const [said] = await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "close");
    expect(String(said)).toBe("second epoch\n");
    expect(await readdir(outDir)).toEqual(["checkpoint"]);

    const steps: TrainingProgress[] = [];
    const resumed = await trainReferenceModel(request(name, { onProgress: (step) => steps.push(step) }));
    expect(steps[0]?.epoch).toBe(2);
    expect(resumed.sha256).toBe(whole.sha256);
  });

  it.each(["mlp", "cnn"] as const)("goes on after a cut, and ends as without it: %s", async (model) => {
    const whole = await trainReferenceModel(request(name, { model, epochs: 3 }));
    await rm(outDir, { recursive: true });
    const abort = new AbortController();
    const cutInSecondEpoch = ({ epoch, step }: TrainingProgress) => epoch === 1 && step === 3 && abort.abort("cut");
    const cut = request(name, { model, epochs: 3, checkpointSeconds: 0, signal: abort.signal });
    await expect(trainReferenceModel({ ...cut, onProgress: cutInSecondEpoch })).rejects.toBe("cut");
    expect(await readdir(outDir)).toEqual(["checkpoint"]);

    const steps: TrainingProgress[] = [];
    const resumed = await trainReferenceModel(
      request(name, { model, epochs: 3, onProgress: (step) => steps.push(step) }),
    );
    expect(steps[0]?.epoch).toBe(2);
    expect(resumed.sha256).toBe(whole.sha256);
    expect(resumed.history).toEqual(whole.history);
    expect(await readdir(outDir)).not.toContain("checkpoint");
  });
}
