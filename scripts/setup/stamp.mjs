// @ts-check
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What a build makes, and what no build reads. */
const made = new Set(["node_modules", ".next", "next-env.d.ts", "fixtures"]);

/**
 * Hash of everything that a step reads: file names and contents, in a fixed order. Tests do not count: they change
 * nothing that is built.
 * @param {string} root
 * @param {readonly string[]} paths files or folders below `root`; one that is not there counts as empty
 * @returns {Promise<string>} sha256 in hex
 */
export async function hashInputs(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of await listFiles(root, path)) {
      const content = await readFile(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} stamp path of the stamp file
 * @param {string} hash
 * @returns {Promise<boolean>} whether the step was last done with these inputs
 */
export async function isStamped(stamp, hash) {
  return (await readFile(stamp, "utf8").catch(() => "")) === hash;
}

/** @param {string} stamp @param {string} hash */
export async function writeStamp(stamp, hash) {
  await writeFile(stamp, hash);
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {Promise<string[]>} sorted, relative to `root`
 */
async function listFiles(root, path) {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOTDIR") return "file";
    if (error.code === "ENOENT") return "absent";
    throw error;
  });
  if (entries === "file") return [path];
  if (entries === "absent") return [];
  const below = entries
    .filter((entry) => !made.has(entry.name) && !/\.test\.[a-z]+$/.test(entry.name))
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .map(async (entry) => {
      const inside = join(path, entry.name);
      return entry.isDirectory() ? listFiles(root, inside) : inside;
    });
  return (await Promise.all(below)).flat().sort();
}
