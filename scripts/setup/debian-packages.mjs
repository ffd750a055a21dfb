// @ts-check
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { explain, run } from "./run.mjs";
/** @import { Progress, StepResult } from "./step.mjs" */

/**
 * Everything that is taken from the machine's package manager, and why. With `unless`, the package is only needed
 * where that program is not on the PATH; with `unlessPython`, where Python has no such module.
 * @typedef {{ name: string, why: string, unless?: string, unlessPython?: string }} DebianPackage
 */

/** What setup itself needs; first, since other steps wait for it. @type {readonly DebianPackage[]} */
export const buildPackages = [
  { name: "python3", why: "fetches TensorFlow, and runs result scripts in Python" },
  { name: "python3-pip", why: "fetches TensorFlow by its hash", unlessPython: "pip" },
  { name: "g++", why: "compiles the binding to TensorFlow", unless: "g++" },
];

/** What Gradmark uses when it runs. @type {readonly DebianPackage[]} */
export const runtimePackages = [
  { name: "bubblewrap", why: "the sandbox that reruns hand-ins" },
  { name: "luajit", why: "runs result scripts in Lua" },
  { name: "python3-numpy", why: "the numbers library of result scripts in Python" },
  { name: "chromium", why: "end-to-end tests in a browser" },
];

/**
 * Installs those of the packages that are missing when it may, otherwise says exactly what to type.
 * @param {readonly DebianPackage[]} wanted
 * @param {{ isRoot: boolean, listed?: boolean | undefined, progress: Progress }} tools `listed`: apt's lists were
 *   brought up to date a moment ago
 * @returns {Promise<StepResult<{ listed: boolean }>>}
 */
export async function installDebianPackages(wanted, { isRoot, listed = false, progress }) {
  if (!(await onPath("dpkg-query"))) {
    const names = wanted.map(({ name }) => name).join(", ");
    return { state: "skipped", says: `not a Debian machine; it needs the like of ${names}` };
  }
  const missing = await missingPackages(wanted);
  if (missing.length === 0) return { state: "kept", says: "all there", value: { listed } };
  if (!isRoot || !(await onPath("apt-get"))) return cannotInstall(missing);

  const names = missing.map(({ name }) => name);
  progress(`installing ${names.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };
  const patient = ["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=30"];
  const update = listed ? null : await run("apt-get", [...patient, "update"], { env, seconds: 300 });
  const install = await run("apt-get", [...patient, ...installArguments(names)], { env, seconds: 900 });
  if (install.ok) return { state: "done", says: `installed ${names.join(", ")}`, value: { listed: true } };
  const still = await missingPackages(wanted);
  return {
    ...cannotInstall(still),
    says: `${explain(update?.ok === false ? update : install)}; missing: ${list(still)}`,
  };
}

/** @param {readonly string[]} names */
function installArguments(names) {
  return ["install", "-y", "--no-install-recommends", ...names];
}

/**
 * @param {readonly DebianPackage[]} missing
 * @returns {{ state: "failed", says: string, remedy: string }}
 */
export function cannotInstall(missing) {
  const names = missing.map(({ name }) => name);
  return {
    state: "failed",
    says: `missing: ${list(missing)}`,
    remedy: `As root, type: apt-get update && apt-get ${installArguments(names).join(" ")}`,
  };
}

/** @param {readonly DebianPackage[]} missing */
function list(missing) {
  return missing.map(({ name, why }) => `${name} (${why})`).join(", ");
}

/**
 * @param {readonly DebianPackage[]} wanted
 * @returns {Promise<DebianPackage[]>}
 */
async function missingPackages(wanted) {
  const names = wanted.map(({ name }) => name);
  // Unknown names make dpkg-query fail, but it still lists those that it knows. It fills in the ${} itself.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a format of dpkg-query, not of ours
  const { output } = await run("dpkg-query", ["-W", "-f=${Package}\t${db:Status-Status}\n", ...names], { seconds: 60 });
  const installed = new Set(output.split("\n").flatMap((row) => row.match(/^(\S+)\tinstalled$/)?.[1] ?? []));
  const missing = [];
  for (const one of wanted) {
    if (installed.has(one.name)) continue;
    if (one.unless && (await onPath(one.unless))) continue;
    if (one.unlessPython && (await pythonHas(one.unlessPython))) continue;
    missing.push(one);
  }
  return missing;
}

/** @param {string} module */
async function pythonHas(module) {
  return (await run("python3", ["-c", `import ${module}`], { seconds: 60 })).ok;
}

/** @param {string} program */
async function onPath(program) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
