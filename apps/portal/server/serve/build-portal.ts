import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { holdBuildLock } from "./build-lock.ts";

/** What the build is made of; a change in any of these files asks for a new one. */
const sources = [
  "apps/portal/**/*.{ts,tsx,css,mjs,json,svg}",
  "{db,packages/contract,packages/course,packages/backprop-checker}/**/*.ts",
  "package-lock.json",
];

/**
 * Builds the portal unless the build at hand was made of exactly these sources (10 s with cache, 30 s without). Of
 * several processes one builds and the others wait for it. `onLine` receives what the build prints.
 *
 * @throws when the build fails, with its last lines
 */
export async function buildPortal(options: { onLine?: (line: string) => void } = {}): Promise<{ built: boolean }> {
  const portal = join(import.meta.dirname, "../..");
  // Not in `.next`, which a build empties.
  await using _lock = await holdBuildLock(join(portal, "../../node_modules/.gradmark-portal-build.lock"));
  const stamp = join(portal, ".next", "gradmark-sources");
  const fingerprint = hashSources(join(portal, "../.."));
  if (readIfThere(stamp) === fingerprint && readIfThere(join(portal, ".next", "BUILD_ID"))) return { built: false };
  await runBuild(portal, options.onLine ?? (() => {}));
  writeFileSync(stamp, fingerprint);
  return { built: true };
}

function hashSources(root: string): string {
  const hash = createHash("sha256");
  const skipped = new Set(["node_modules", ".next", "fixtures", "e2e", "next-env.d.ts"]);
  const files = globSync(sources, { cwd: root, exclude: (entry) => skipped.has(entry.split("/").at(-1) ?? "") });
  for (const file of files.sort()) {
    if (file.endsWith(".test.ts")) continue;
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

async function runBuild(portal: string, onLine: (line: string) => void): Promise<void> {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: portal,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const take = (chunk: Buffer) => {
    for (const line of chunk.toString().split("\n").filter(Boolean)) {
      lines.push(line);
      onLine(line);
    }
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const code = await new Promise<number | null>((done, fail) => child.on("error", fail).on("close", done));
  if (code !== 0) throw new Error(`next build ended with ${code}:\n${lines.slice(-20).join("\n")}`);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
