// @ts-check
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { explain, run } from "./run.mjs";
import { hashInputs, isStamped, writeStamp } from "./stamp.mjs";

/** @import { StepResult } from "./step.mjs" */
/** @import { EngineLibraries } from "./tensorflow.mjs" */

/** Where tfjs looks for its binding: version 8 of Node's binary interface. */
const place = "lib/napi-v8";
/** Of ours, compiled in. */
const ownSources = ["scripts/setup/quiet.cc", "scripts/setup/pooling.cc"];
const flags = ["-std=c++17", "-O2", "-shared", "-fPIC", "-DNAPI_VERSION=8", "-w"];

/**
 * Compiles the binding of `@tensorflow/tfjs-node-gpu` against the libraries in the cache, once for the same inputs,
 * and puts it where tfjs looks for it (`npm ci` removes it from there).
 * @param {{ root: string, cache: string, libraries: EngineLibraries | undefined }} inputs
 * @returns {Promise<StepResult>}
 */
export async function placeBinding({ root, cache, libraries }) {
  if (!libraries) return { state: "skipped", says: "needs TensorFlow; without it no reference model can be trained" };
  const tfjs = join(root, "node_modules/@tensorflow/tfjs-node-gpu");
  const key = await bindingKey(root, libraries);
  // Also read by the reference model: which libraries the binding is for, and where they are.
  const note = JSON.stringify({ key, ...libraries });
  const stamp = join(tfjs, place, "gradmark-engine.json");
  if (await isStamped(stamp, note)) return { state: "kept", says: "in place" };

  const built = join(cache, "bindings", `${key}.node`);
  const cached = await readFile(built).then(
    () => true,
    () => false,
  );
  if (!cached) {
    const failure = await compile(root, tfjs, libraries, built);
    if (failure) return failure;
  }
  await mkdir(join(tfjs, place), { recursive: true });
  // By rename: a process that has the old one loaded keeps it whole.
  const target = join(tfjs, place, "tfjs_binding.node");
  await copyFile(built, `${target}.new`);
  await rename(`${target}.new`, target);
  await writeStamp(stamp, note);
  return cached ? { state: "kept", says: "put in place from the cache" } : { state: "done", says: "compiled" };
}

/**
 * @param {string} root
 * @param {EngineLibraries} libraries
 */
async function bindingKey(root, libraries) {
  const sources = await hashInputs(root, [
    "node_modules/@tensorflow/tfjs-node-gpu/binding",
    "node_modules/node-api-headers/include",
    ...ownSources,
  ]);
  // The folder too: it is written into the binding as the place of its libraries.
  return createHash("sha256")
    .update([sources, libraries.folder, ...flags].join("\n"))
    .digest("hex")
    .slice(0, 32);
}

/**
 * @param {string} root
 * @param {string} tfjs
 * @param {EngineLibraries} libraries
 * @param {string} built
 * @returns {Promise<StepResult | null>} a failure, or null
 */
async function compile(root, tfjs, libraries, built) {
  const tensorflow = join(libraries.folder, "tensorflow");
  const unfinished = `${built}.${process.pid}`;
  await mkdir(dirname(built), { recursive: true, mode: 0o755 });
  const result = await run(
    "g++",
    [
      ...flags,
      `-I${join(tensorflow, "include")}`,
      `-I${join(root, "node_modules/node-api-headers/include")}`,
      ...["tfjs_backend.cc", "tfjs_binding.cc"].map((source) => join(tfjs, "binding", source)),
      ...ownSources.map((source) => join(root, source)),
      ...["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"].map((library) => join(tensorflow, library)),
      `-Wl,-rpath,${tensorflow}`,
      "-o",
      unfinished,
    ],
    { seconds: 300 },
  );
  if (!result.ok)
    return {
      state: "failed",
      says: explain(result),
      remedy: "As root: apt-get install g++, then run `npm run setup` again.",
    };
  await rename(unfinished, built);
  return null;
}
