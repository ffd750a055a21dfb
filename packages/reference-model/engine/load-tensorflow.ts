import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import util from "node:util";
import type { EngineName, Tensorflow } from "./engine.ts";
import { processorName } from "./installation.ts";
import { addFusedGradients } from "./tensorflow-gradients.ts";
import { addPooling } from "./tensorflow-pooling.ts";

export interface LoadedTensorflow {
  tf: Tensorflow;
  device: string;
}

/**
 * Loads TensorFlow into this process. It reads its settings from the environment once, when its library is loaded, so
 * the first call decides for the whole process; a later call for the other device fails.
 *
 * @param threads upper limit for the threads inside and between operations; default: all that this process may use
 * @throws when the library cannot be loaded, or when it runs on another device than the one asked for
 */
export function loadTensorflow(
  name: Extract<EngineName, `tensorflow-${string}`>,
  threads = availableParallelism(),
): LoadedTensorflow {
  quiet();
  process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  process.env.TF_NUM_INTEROP_THREADS ??= String(threads);
  // Without this, TensorFlow takes the whole memory of a GPU that others may share.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true";
  if (name === "tensorflow-cpu") process.env.CUDA_VISIBLE_DEVICES = "-1";
  restoreIsNullOrUndefined();

  const tf: Tensorflow = createRequire(import.meta.url)("@tensorflow/tfjs-node-gpu");
  const backend = tf.backend();
  const onGpu = "isUsingGpuDevice" in backend && backend.isUsingGpuDevice === true;
  if (name === "tensorflow-gpu" && !onGpu)
    throw new Error("TensorFlow was loaded but did not find a GPU that it can use. See `nvidia-smi`.");
  if (name === "tensorflow-cpu" && onGpu)
    throw new Error("TensorFlow already runs on the GPU in this process. Start another process for the CPU.");
  addFusedGradients(tf);
  if (!onGpu) addPooling(tf);
  return { tf, device: onGpu ? gpuName() : processorName(threads) };
}

/** TensorFlow prints notices about oneDNN and about missing GPUs on stderr; errors still come as exceptions. */
function quiet(): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3";
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "1";
}

/** Node 23 removed a function of `node:util` that tfjs-node 4.22 still calls. */
function restoreIsNullOrUndefined(): void {
  if ("isNullOrUndefined" in util) return;
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
}

function gpuName(): string {
  try {
    const names = execFileSync("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"], {
      encoding: "utf8",
      timeout: 10_000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return names.trim().split("\n")[0] ?? "NVIDIA GPU";
  } catch {
    return "NVIDIA GPU"; // the name is only for people; the engine runs without nvidia-smi
  }
}
