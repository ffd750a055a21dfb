import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { chooseCacheFolder } from "../../scripts/setup/cache-folder.mjs";

const version = "2.5.1";

/**
 * A Python with PyTorch: a virtual environment in the cache, made on demand (5 GB, since PyPI's wheel brings CUDA), or
 * Debian's python3-torch, which is older.
 */
export function findPytorch(): { python: string | null; why: string } {
  const cache = chooseCacheFolder(process.env, process.getuid?.() === 0, homedir());
  const folder = join(cache, `torch-${version}`);
  const own = join(folder, "bin/python");
  if (imports(own)) return { python: own, why: `PyTorch ${version} in ${folder}` };
  if (process.env.GRADMARK_FULL === "1" && install(folder) && imports(own))
    return { python: own, why: "installed now" };
  if (imports("/usr/bin/python3")) return { python: "/usr/bin/python3", why: "Debian's python3-torch" };
  return {
    python: null,
    why: `PyTorch is not here. GRADMARK_FULL=1 installs ${version} from PyPI (5 GB); or apt-get install python3-torch.`,
  };
}

function imports(python: string): boolean {
  if (!existsSync(python)) return false;
  return spawnSync(python, ["-c", "import torch"], { timeout: 60_000 }).status === 0;
}

function install(folder: string): boolean {
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], timeout: 1_200_000 }).status === 0;
  const packages = [`torch==${version}`, "numpy==2.1.3"];
  return run("python3", ["-m", "venv", folder]) && run(join(folder, "bin/pip"), ["install", "-q", ...packages]);
}
