// @ts-check
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { explain, run } from "./run.mjs";
import { hashInputs, isStamped, writeStamp } from "./stamp.mjs";

/** @import { Progress, StepResult } from "./step.mjs" */

const remedy =
  "Check that npm reaches its registry (`npm ping`) and that the disk has 3 GB free, then run `npm run setup` again.";

/**
 * `npm ci` with install scripts off, unless `node_modules` already is what package-lock.json says.
 * @param {{ root: string, progress: Progress }} tools
 * @returns {Promise<StepResult>}
 */
export async function installDependencies({ root, progress }) {
  const stamp = join(root, "node_modules", ".gradmark-setup");
  const hash = await hashInputs(root, ["package-lock.json"]);
  if (await isStamped(stamp, hash)) return { state: "kept", says: "as in package-lock.json" };
  if (await installedMatchesLock(root)) {
    await writeStamp(stamp, hash);
    return { state: "kept", says: "as in package-lock.json" };
  }
  progress("installing, about a minute");
  const result = await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    env: { ...process.env, PATH: pathOutside(root, process.env.PATH ?? "") },
    seconds: 900,
  });
  if (!result.ok) return { state: "failed", says: explain(result), remedy, essential: true };
  await writeStamp(stamp, hash);
  return { state: "done", says: "installed" };
}

/**
 * `npm run` puts `node_modules/.bin` in front, whose Node 24 vanishes while npm empties the folder.
 * @param {string} root
 * @param {string} path
 */
export function pathOutside(root, path) {
  const inside = join(root, "node_modules");
  return path
    .split(delimiter)
    .filter((folder) => !folder.startsWith(inside))
    .join(delimiter);
}

/**
 * @typedef {{ integrity?: string, optional?: boolean, peer?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * @param {Lockfile} lock package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, npm's own note of what it installed
 * @returns {boolean} whether each locked package is installed; optional ones may be missing (other platforms)
 */
export function sameInstallation(lock, installed) {
  const locked = Object.entries(lock.packages).filter(([path]) => path !== "");
  const missing = locked.filter(([path, entry]) => {
    const there = installed.packages[path];
    return there ? there.integrity !== entry.integrity : !entry.optional;
  });
  const extra = Object.keys(installed.packages).filter((path) => !lock.packages[path]);
  return missing.length === 0 && extra.length === 0;
}

/** @param {string} root */
async function installedMatchesLock(root) {
  try {
    const [lock, installed] = await Promise.all(
      ["package-lock.json", "node_modules/.package-lock.json"].map(async (file) =>
        JSON.parse(await readFile(join(root, file), "utf8")),
      ),
    );
    return sameInstallation(lock, installed);
  } catch {
    return false; // no node_modules yet, or an unreadable note: install
  }
}
