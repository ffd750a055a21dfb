// @ts-check
import { join } from "node:path";

/**
 * Where the engine's libraries (about 0.9 GB) live: outside `node_modules`, which `npm ci` empties, and shared by all
 * clones. As root it is a folder that ordinary users can read, because the worker trains as an ordinary user.
 * @param {Record<string, string | undefined>} env
 * @param {boolean} isRoot
 * @param {string} home
 * @returns {string}
 */
export function chooseCacheFolder(env, isRoot, home) {
  if (env.GRADMARK_CACHE) return env.GRADMARK_CACHE;
  if (isRoot) return "/var/cache/gradmark";
  return join(env.XDG_CACHE_HOME || join(home, ".cache"), "gradmark");
}
