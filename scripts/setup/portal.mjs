// @ts-check
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.mjs";
import { hashInputs, isStamped, writeStamp } from "./stamp.mjs";

/** @import { Progress, StepResult } from "./step.mjs" */

/** What the portal is built from. */
const inputs = [
  "apps/portal",
  "packages/contract",
  "packages/course",
  "packages/backprop-checker",
  "db",
  "package-lock.json",
];

/**
 * `next build`, when something that the portal is built from has changed.
 * @param {{ root: string, node: string | undefined, progress: Progress }} tools
 * @returns {Promise<StepResult>}
 */
export async function buildPortal({ root, node, progress }) {
  const files = await readdir(join(root, "apps/portal"));
  if (!files.some((file) => file.startsWith("next.config."))) {
    return { state: "skipped", says: "nothing to build yet" };
  }
  if (!node) return { state: "skipped", says: "needs Node 24" };
  // Inside the build, so that it goes when the build goes.
  const stamp = join(root, "apps/portal/.next/gradmark-inputs");
  const hash = await hashInputs(root, inputs);
  if (await isStamped(stamp, hash)) return { state: "kept", says: "built from these sources" };
  progress("building, about half a minute");
  const next = join(root, "node_modules/next/dist/bin/next");
  const result = await run(node, [next, "build", "apps/portal"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    seconds: 600,
  });
  if (!result.ok) {
    const says = `it cannot be built: ${result.why.replace(`${node} `, "next build ")}`;
    return { state: "failed", says, remedy: "See what is wrong with `npx next build apps/portal`." };
  }
  await writeStamp(stamp, hash);
  return { state: "done", says: "built" };
}
