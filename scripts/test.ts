#!/usr/bin/env node
// All checks with one closing line, `N passed, N failed`. `--full` adds the tests that take longer or need more.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideForFullTests } from "./full/provide.ts";

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const checks: Record<string, string[]> = {
  "types of everything but the portal": ["tsc", "-p", "."],
  "types of the portal": ["tsc", "-p", "apps/portal"],
  "format and lint": ["biome", "check", "."],
  "lint with type information": ["oxlint", "--type-aware"],
  "unused files, exports and dependencies": ["knip"],
  "layout of the house": ["node", "scripts/check-layout.ts"],
};

async function runChecks(): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const [title, command] of Object.entries(checks)) {
    const started = Date.now();
    const { code, output } = await capture(command);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${title} (${seconds} s)`);
    if (code !== 0) console.log(output);
    if (code === 0) count.passed++;
    else count.failed++;
  }
  return count;
}

function capture([program = "", ...args]: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

async function runFullTests(): Promise<Count> {
  const provided = await provideForFullTests(console.log);
  try {
    return await runTests({ ...provided.env, GRADMARK_FULL: "1" });
  } finally {
    await provided.stop();
  }
}

async function runTests(added: Record<string, string>): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), "gradmark-test-"));
  const report = join(folder, "report.json");
  const env = { ...process.env, ...added };
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile=${report}`];
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn("vitest", args, { stdio: ["ignore", "inherit", "inherit"], env });
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
  const result = JSON.parse(await readFile(report, "utf8")) as Record<string, number>;
  await rm(folder, { recursive: true });
  const failed = result.numFailedTests ?? 0;
  // A suite that does not load fails no test of its own, yet vitest ends with an error: count it.
  const unloaded = code !== 0 && failed === 0 ? 1 : 0;
  return {
    passed: result.numPassedTests ?? 0,
    failed: failed + unloaded,
    skipped: (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0),
  };
}

const only = new Set(process.argv.slice(2));
const counts = [await runChecks()];
if (!only.has("--checks")) counts.push(await (only.has("--full") ? runFullTests() : runTests({})));
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
const skipped = sum("skipped");
console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = sum("failed") === 0 ? 0 : 1;
