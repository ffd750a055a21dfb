// @ts-check
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cpuWheels, folderName, gpuWheels, requirementsText, wheelPlatform, wheelPython } from "./engine-wheels.mjs";
import { run } from "./run.mjs";

/** @import { EngineWheels } from "./engine-wheels.mjs" */
/** @import { Progress, StepResult } from "./step.mjs" */

/**
 * @typedef {{ variant: "cpu" | "gpu", folder: string }} EngineLibraries `folder` holds `tensorflow/libtensorflow_cc.so.2`
 *   and its headers
 */

/** Names the files that must be there, with their sizes; written last. */
const completeNote = "complete.json";

/**
 * TensorFlow's libraries in the cache: for GPU where an NVIDIA card is seen, otherwise for CPU.
 * @param {{ cache: string, debian: Promise<unknown>, progress: Progress }} tools `debian`: the step that may install pip
 * @returns {Promise<StepResult<EngineLibraries>>}
 */
export async function fetchTensorflow({ cache, debian, progress }) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { state: "skipped", says: `there is no engine for ${process.platform} on ${process.arch}` };
  }
  if (!(await hasNvidiaGpu())) return fetchEngine(cpuWheels, { cache, debian, progress });
  const gpu = await fetchEngine(gpuWheels, { cache, debian, progress });
  if (gpu.state !== "failed") return gpu;
  const cpu = await fetchEngine(cpuWheels, { cache, debian, progress });
  return { ...gpu, says: `for GPU: ${gpu.says}; for CPU: ${cpu.says}`, ...(cpu.value ? { value: cpu.value } : {}) };
}

async function hasNvidiaGpu() {
  const device = await stat("/dev/nvidia0").catch(() => null);
  return device !== null || (await run("nvidia-smi", ["-L"], { seconds: 20 })).ok;
}

/**
 * @param {EngineWheels} engine
 * @param {{ cache: string, debian: Promise<unknown>, progress: Progress }} tools
 * @returns {Promise<StepResult<EngineLibraries>>}
 */
async function fetchEngine(engine, { cache, debian, progress }) {
  const value = { variant: engine.variant, folder: join(cache, folderName(engine)) };
  const [{ requirement }] = engine.wheels;
  if (await isComplete(value.folder)) return { state: "kept", says: `${requirement} in ${cache}`, value };

  const refusal = await prepareCache(cache, engine);
  if (refusal) return refusal;
  const python = await findPip(debian);
  if (!python) {
    return {
      state: "failed",
      says: "Python has no pip to fetch it with",
      remedy: "As root: apt-get install python3-pip",
    };
  }
  const staging = await mkdtemp(join(cache, "staging-"));
  try {
    const failure = await fillStaging(staging, engine, python, progress);
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
    const says = `cannot write to ${cache}: ${error instanceof Error ? error.message : error}`;
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
 * @param {Promise<unknown>} debian
 * @returns {Promise<string | undefined>} a Python that has pip; waits for the package step only when there is none yet
 */
async function findPip(debian) {
  const search = async () => {
    for (const python of ["python3", "/usr/bin/python3"]) {
      if ((await run(python, ["-m", "pip", "--version"], { seconds: 60 })).ok) return python;
    }
    return undefined;
  };
  const now = await search();
  if (now) return now;
  await debian;
  return search();
}

/**
 * @param {string} staging
 * @param {EngineWheels} engine
 * @param {string} python
 * @param {Progress} progress
 * @returns {Promise<StepResult<EngineLibraries> | null>} a failure, or null when `staging/unpacked` is complete
 */
async function fillStaging(staging, engine, python, progress) {
  const [wheels, unpacked, temporary] = ["wheels", "unpacked", "temporary"].map((name) => join(staging, name));
  for (const folder of [wheels, unpacked, temporary]) await mkdir(folder, { mode: 0o755 });
  const requirements = join(staging, "requirements.txt");
  await writeFile(requirements, requirementsText(engine));

  progress(`fetching ${engine.megabytes.fetched} MB`);
  const watch = setInterval(async () => {
    const bytes = (await Promise.all([wheels, temporary].map(folderBytes))).reduce((sum, part) => sum + part, 0);
    progress(`fetched ${Math.round(bytes / 1e6)} of ${engine.megabytes.fetched} MB`);
  }, 5000);
  const env = { ...process.env, TMPDIR: temporary, PIP_NO_INPUT: "1", PIP_DISABLE_PIP_VERSION_CHECK: "1" };
  const download = await run(python, pipArguments(requirements, wheels), { env, seconds: 1800 });
  clearInterval(watch);
  if (!download.ok) {
    const remedy =
      "Run `npm run setup` again when this machine reaches its Python package index, or put the wheels into a folder " +
      "and name it: PIP_FIND_LINKS=/folder npm run setup";
    return { state: "failed", says: download.why, remedy };
  }

  progress("unpacking");
  const script = join(dirname(fileURLToPath(import.meta.url)), "extract_wheels.py");
  const files = (await readdir(wheels)).map((file) => join(wheels, file));
  const MEMBERS = engine.wheels.flatMap((wheel) => wheel.members).join("\n");
  const extract = await run(python, [script, unpacked, ...files], { env: { ...env, MEMBERS }, seconds: 900 });
  if (!extract.ok) return { state: "failed", says: extract.why, remedy: "Run `npm run setup` again." };
  await writeFile(join(unpacked, completeNote), extract.output.trim());
  return null;
}

/** @param {string} requirements @param {string} wheels */
function pipArguments(requirements, wheels) {
  return [
    ...["-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--only-binary=:all:", "--require-hashes"],
    ...wheelPlatform.flatMap((platform) => ["--platform", platform]),
    ...["--python-version", wheelPython.version, "--implementation", "cp"],
    ...wheelPython.abis.flatMap((abi) => ["--abi", abi]),
    ...["--dest", wheels, "--requirement", requirements],
  ];
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

/**
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function folderBytes(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath ?? entry.path, entry.name)).catch(() => null))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
