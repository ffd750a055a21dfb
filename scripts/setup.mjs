// @ts-check
/**
 * `npm run setup`: brings a fresh clone to the point where everything runs. No dependencies, any Node from 20 on.
 * Each step is skipped when it is already done, never asks a question, and on failure names its remedy while the
 * others go on. Steps that do not need each other run at the same time.
 */
import { homedir } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { placeBinding } from "./setup/binding.mjs";
import { chooseCacheFolder } from "./setup/cache-folder.mjs";
import { buildPackages, installDebianPackages, runtimePackages } from "./setup/debian-packages.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { buildPortal } from "./setup/portal.mjs";
import { findNode24 } from "./setup/runtime.mjs";
import { createReporter, summarize } from "./setup/step.mjs";
import { fetchTensorflow } from "./setup/tensorflow.mjs";

process.exitCode = await setUp();

/** @returns {Promise<number>} the exit code: 1 only when nothing can run */
async function setUp() {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const isRoot = process.getuid?.() === 0;
  // Whoever sets up, ordinary users must be able to read it: the worker trains as one.
  process.umask(0o022);
  const cache = chooseCacheFolder(process.env, isRoot, homedir());
  const report = createReporter(process.stdout);

  const dependencies = report.step("npm packages", (progress) => installDependencies({ root, progress }));
  const tools = report.step("build tools", (progress) => installDebianPackages(buildPackages, { isRoot, progress }));
  const debian = tools.then(({ value }) =>
    report.step("Debian packages", (progress) =>
      installDebianPackages(runtimePackages, { isRoot, listed: value?.listed, progress }),
    ),
  );
  const libraries = report.step("TensorFlow", (progress) => fetchTensorflow({ cache, tools, progress }));
  const node = dependencies.then(() => report.step("Node 24", () => findNode24({ root })));
  const binding = Promise.all([dependencies, tools, libraries]).then(([, , fetched]) =>
    report.step("engine binding", () => placeBinding({ root, cache, libraries: fetched.value })),
  );
  const portal = node.then((found) =>
    report.step("portal", (progress) => buildPortal({ root, node: found.value, progress })),
  );

  const outcomes = await Promise.all([dependencies, node, tools, debian, libraries, binding, portal]);
  const { text, usable } = summarize(outcomes);
  process.stdout.write(text);
  return usable ? 0 : 1;
}
