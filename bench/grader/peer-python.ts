import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chooseCacheFolder } from "../../scripts/setup/cache-folder.mjs";

const run = promisify(execFile);
/** The versions that the metrics are defined by. */
const packages = ["scikit-learn==1.5.2", "pandas==3.1.1", "numpy==2.4.6", "scipy==1.17.1"];

/**
 * A Python that has pandas and scikit-learn: GRADMARK_PEER_PYTHON, or one that is made in the cache folder with pip.
 * @returns its path, or why there is none
 */
export async function findPeerPython(): Promise<{ python: string } | { why: string }> {
  const named = process.env.GRADMARK_PEER_PYTHON;
  if (named) return { python: named };
  const isRoot = process.geteuid?.() === 0;
  const folder = join(chooseCacheFolder(process.env, isRoot, homedir()), "bench-scoring");
  const python = join(folder, "bin/python");
  try {
    if (!existsSync(python)) await run("python3", ["-m", "venv", folder]);
    const asked = ["-c", "import sklearn, pandas, scipy; assert sklearn.__version__ == '1.5.2'"];
    await run(python, asked).catch(() => run(python, ["-m", "pip", "install", "--quiet", ...packages]));
    return { python };
  } catch (error) {
    return {
      why: `pandas and scikit-learn cannot be had: ${error instanceof Error ? error.message.trim() : String(error)}`,
    };
  }
}
