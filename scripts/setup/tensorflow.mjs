// @ts-check
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { cpuWheels, folderName, gpuWheels } from "./engine-wheels.mjs";
import { completeNote, fetchWheels, findPip } from "./fetch-wheels.mjs";
import { run } from "./run.mjs";

/** @import { EngineWheels } from "./engine-wheels.mjs" */
/** @import { Progress, StepResult } from "./step.mjs" */

/**
 * @typedef {{ variant: "cpu" | "gpu", folder: string }} EngineLibraries `folder` holds `tensorflow/libtensorflow_cc.so.2`
 *   and its headers
 */

/**
 * TensorFlow's libraries in the cache: for GPU where an NVIDIA card is seen, otherwise for CPU.
 * @param {{ cache: string, tools: Promise<unknown>, progress: Progress }} tools `tools`: the step that may install pip
 * @returns {Promise<StepResult<EngineLibraries>>}
 */
export async function fetchTensorflow({ cache, tools, progress }) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { state: "skipped", says: `there is no engine for ${process.platform} on ${process.arch}` };
  }
  if (!(await hasNvidiaGpu())) return fetchEngine(cpuWheels, { cache, tools, progress });
  const gpu = await fetchEngine(gpuWheels, { cache, tools, progress });
  if (gpu.state !== "failed") return gpu;
  const cpu = await fetchEngine(cpuWheels, { cache, tools, progress });
  return { ...gpu, says: `for GPU: ${gpu.says}; for CPU: ${cpu.says}`, ...(cpu.value ? { value: cpu.value } : {}) };
}

async function hasNvidiaGpu() {
  const device = await stat("/dev/nvidia0").catch(() => null);
  return device !== null || (await run("nvidia-smi", ["-L"], { seconds: 20 })).ok;
}

/**
 * @param {EngineWheels} engine
 * @param {{ cache: string, tools: Promise<unknown>, progress: Progress }} tools
 * @returns {Promise<StepResult<EngineLibraries>>}
 */
async function fetchEngine(engine, { cache, tools, progress }) {
  const value = { variant: engine.variant, folder: join(cache, folderName(engine)) };
  const [{ requirement }] = engine.wheels;
  if (await isComplete(value.folder)) return { state: "kept", says: `${requirement} in ${cache}`, value };

  const refusal = await prepareCache(cache, engine);
  if (refusal) return refusal;
  const python = await findPip(tools);
  if (!python) {
    return {
      state: "failed",
      says: "Python has no pip to fetch it with",
      remedy: "As root: apt-get install python3-pip",
    };
  }
  const staging = await mkdtemp(join(cache, "staging-"));
  try {
    const failure = await fetchWheels(staging, engine, python, progress);
    if (failure) return failure;
    await publish(staging, value.folder);
    return { state: "done", says: `fetched ${requirement} into ${cache}`, value };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>} whether every file is there with the size that it had in its wheel
 */
export async function isComplete(folder) {
  const note = await readFile(join(folder, completeNote), "utf8").catch(() => null);
  if (note === null) return false;
  const sizes = Object.entries(JSON.parse(note));
  const right = await Promise.all(
    sizes.map(async ([file, size]) => (await stat(join(folder, file)).catch(() => null))?.size === size),
  );
  return right.length > 0 && right.every(Boolean);
}

/**
 * @param {string} cache
 * @param {EngineWheels} engine
 * @returns {Promise<StepResult<EngineLibraries> | null>} a failure, or null when there is room
 */
async function prepareCache(cache, engine) {
  try {
    await mkdir(cache, { recursive: true, mode: 0o755 });
    await removeAbandoned(cache);
    const disk = await statfs(cache);
    const free = (disk.bavail * disk.bsize) / 1e6;
    const needed = engine.megabytes.fetched + engine.megabytes.unpacked;
    if (free >= needed) return null;
    return {
      state: "failed",
      says: `${cache} has ${Math.floor(free)} MB free, TensorFlow needs ${needed} MB`,
      remedy: "Free that much, or name a folder on another disk: GRADMARK_CACHE=/folder npm run setup",
    };
  } catch (error) {
    const says = `cannot write to ${cache}: ${error instanceof Error ? error.message : String(error)}`;
    return {
      state: "failed",
      says,
      remedy: "Name a folder that you may write to: GRADMARK_CACHE=/folder npm run setup",
    };
  }
}

/**
 * A set-up that was killed leaves its staging folder; another one may still be at work on a young one.
 * @param {string} cache
 */
async function removeAbandoned(cache) {
  for (const name of (await readdir(cache)).filter((entry) => entry.startsWith("staging-"))) {
    const staging = join(cache, name);
    const age = Date.now() - ((await stat(staging).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > 2 * 3600 * 1000) await rm(staging, { recursive: true, force: true });
  }
}

/**
 * One rename, so that another process sees all of it or nothing.
 * @param {string} staging
 * @param {string} folder
 */
async function publish(staging, folder) {
  if (await isComplete(folder)) return; // another set-up was faster
  await rm(folder, { recursive: true, force: true });
  await rename(join(staging, "unpacked"), folder);
}
