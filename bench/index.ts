#!/usr/bin/env node
// Side-by-side benchmarks: `npm run bench` runs all, `npm run bench -- gradients grader` some. Each folder holds a
// `run.ts` that measures Gradmark and a named peer in the same run and prints their ratio. Nothing here is a test:
// timings are read by people, not asserted.
import { readdirSync } from "node:fs";
import { join } from "node:path";

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "results")
  .map((entry) => entry.name)
  .sort();
const [...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !folders.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are ${folders.join(", ") || "none yet"}`);
  process.exit(2);
}
for (const name of wanted.length > 0 ? wanted : folders) {
  console.log(`\n── ${name} ──`);
  await import(join(import.meta.dirname, name, "run.ts"));
}
