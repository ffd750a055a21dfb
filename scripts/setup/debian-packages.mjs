// @ts-check
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { explain, run } from "./run.mjs";
/** @import { Progress, StepResult } from "./step.mjs" */

/**
 * Everything that is taken from the machine's package manager, and why. With `unless`, the package is only needed
 * where that program is not on the PATH; with `unlessPython`, where Python has no such module.
 * @type {readonly { name: string, why: string, unless?: string, unlessPython?: string }[]}
 */
export const debianPackages = [
  { name: "bubblewrap", why: "the sandbox that reruns hand-ins" },
  { name: "luajit", why: "runs result scripts in Lua" },
  { name: "python3", why: "runs result scripts in Python" },
  { name: "python3-numpy", why: "the numbers library of result scripts in Python" },
  { name: "chromium", why: "end-to-end tests in a browser" },
  { name: "g++", why: "compiles the binding to TensorFlow", unless: "g++" },
  { name: "python3-pip", why: "fetches TensorFlow by its hash", unlessPython: "pip" },
];

/**
 * Installs what is missing when it may, otherwise says exactly what to type.
 * @param {{ isRoot: boolean, progress: Progress }} tools
 * @returns {Promise<StepResult>}
 */
export async function installDebianPackages({ isRoot, progress }) {
  if (!(await onPath("dpkg-query"))) {
    const names = debianPackages.map((wanted) => wanted.name).join(", ");
    return { state: "skipped", says: `not a Debian machine; it needs the like of ${names}` };
  }
  const missing = await missingPackages();
  if (missing.length === 0) return { state: "kept", says: "all there" };
  if (!isRoot || !(await onPath("apt-get"))) return cannotInstall(missing);

  progress(`installing ${missing.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };
  const patient = ["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=30"];
  const update = await run("apt-get", [...patient, "update"], { env, seconds: 300 });
  const install = await run("apt-get", [...patient, ...installArguments(missing)], { env, seconds: 900 });
  if (install.ok) return { state: "done", says: `installed ${missing.join(", ")}` };
  const still = await missingPackages();
  return { ...cannotInstall(still), says: `${explain(update.ok ? install : update)}; missing: ${list(still)}` };
}

/** @param {readonly string[]} missing */
function installArguments(missing) {
  return ["install", "-y", "--no-install-recommends", ...missing];
}

/**
 * @param {readonly string[]} missing
 * @returns {{ state: "failed", says: string, remedy: string }}
 */
export function cannotInstall(missing) {
  return {
    state: "failed",
    says: `missing: ${list(missing)}`,
    remedy: `As root, type: apt-get update && apt-get ${installArguments(missing).join(" ")}`,
  };
}

/** @param {readonly string[]} missing */
function list(missing) {
  return missing
    .map((name) => `${name} (${debianPackages.find((wanted) => wanted.name === name)?.why ?? "needed"})`)
    .join(", ");
}

/** @returns {Promise<string[]>} */
async function missingPackages() {
  const names = debianPackages.map((wanted) => wanted.name);
  // Unknown names make dpkg-query fail, but it still lists those that it knows. It fills in the ${} itself.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a format of dpkg-query, not of ours
  const { output } = await run("dpkg-query", ["-W", "-f=${Package}\t${db:Status-Status}\n", ...names], { seconds: 60 });
  const installed = new Set(output.split("\n").flatMap((row) => row.match(/^(\S+)\tinstalled$/)?.[1] ?? []));
  const missing = [];
  for (const { name, unless, unlessPython } of debianPackages) {
    if (installed.has(name)) continue;
    if (unless && (await onPath(unless))) continue;
    if (unlessPython && (await pythonHas(unlessPython))) continue;
    missing.push(name);
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
