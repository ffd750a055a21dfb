#!/usr/bin/env node
// Holds the tree against the house of docs/architecture.md: who may import whom, closed file names, sizes.
// `node scripts/check-layout.ts [ROOT]`; exit 1 with one line for each violation.
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

interface Rule {
  /** Workspaces of ours that may be imported; null for any. */
  ours: string[] | null;
  node: boolean;
  never?: string[];
  /** If given, the only libraries allowed. */
  only?: string[];
}

interface Workspace {
  name: string;
  folder: string;
  manifest: { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };
}

type Say = (text: string) => void;

const leaf = ["contract"];
/** Workspace → ours that it may import, whether it may use node:*, libraries that it must not use. */
const houseTable: Record<string, Rule> = {
  contract: { ours: [], node: false, never: [] },
  "backprop-checker": { ours: leaf, node: false, never: [] },
  "reference-model": { ours: leaf, node: true, never: ["next", "drizzle-orm"] },
  grader: { ours: leaf, node: true, never: ["next", "drizzle-orm", "mathjs", "@tensorflow"] },
  course: { ours: leaf, node: true, never: ["next", "drizzle-orm", "@tensorflow"] },
  db: { ours: leaf, node: true, only: ["drizzle-orm", "better-sqlite3"] },
  worker: {
    ours: ["contract", "db", "grader", "course", "backprop-checker", "reference-model"],
    node: true,
    never: ["next", "react"],
  },
  portal: {
    ours: ["contract", "db", "course", "backprop-checker"],
    node: true,
    never: ["drizzle-orm", "@tensorflow"],
  },
  cli: { ours: null, node: true, never: [] },
};
/** Libraries that tests may use anywhere. */
const testLibraries = ["vitest", "fast-check", "playwright-core", "@axe-core/playwright"];
const drawers = new Set(["utils", "util", "helpers", "helper", "lib", "common", "misc", "shared"]);
const featureFiles = new Set(["router.ts", "schema.ts", "view.ts", "components"]);
const maximumLines = 300;

/** All violations of the house rules below `root`, as lines for people. */
export function checkLayout(root: string): string[] {
  const workspaces = findWorkspaces(root);
  if (workspaces.length === 0) return ["no workspace found: is this the root of the repository?"];
  const missing = Object.keys(houseTable).filter((name) => !workspaces.some((w) => w.name === name));
  return [
    ...missing.map((name) => `workspace ${name} is missing`),
    ...workspaces.flatMap((workspace) => checkWorkspace(root, workspace)),
  ];
}

function findWorkspaces(root: string): Workspace[] {
  const manifest = join(root, "package.json");
  if (!existsSync(manifest)) return [];
  const patterns: string[] = JSON.parse(readFileSync(manifest, "utf8")).workspaces ?? [];
  return patterns
    .flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: root }))
    .map((file) => {
      const folder = join(root, dirname(file));
      const own = JSON.parse(readFileSync(join(root, file), "utf8"));
      return { folder, manifest: own, name: own.name.replace("@gradmark/", "") };
    });
}

function checkWorkspace(root: string, workspace: Workspace): string[] {
  const rule = houseTable[workspace.name];
  if (!rule) return [`${relative(root, workspace.folder)}: no place in the import table of scripts/check-layout.ts`];
  const found: string[] = [];
  const say = (file: string, text: string) => found.push(`${relative(root, file)}: ${text}`);
  if (!existsSync(join(workspace.folder, "index.ts"))) say(workspace.folder, "has no index.ts, its one door");
  for (const file of sourceFiles(workspace.folder)) checkFile(workspace, rule, file, (text) => say(file, text));
  checkDependencies(workspace, rule, (text) => say(join(workspace.folder, "package.json"), text));
  if (workspace.name === "portal") checkFeatures(workspace.folder, say);
  return found;
}

function sourceFiles(folder: string): string[] {
  return globSync("**/*.{ts,tsx,js,mjs}", {
    cwd: folder,
    exclude: (entry) => ["node_modules", ".next", "fixtures", "migrations", "public"].includes(basename(entry)),
  })
    .filter((file) => !file.endsWith(".d.ts"))
    .map((file) => join(folder, file));
}

function checkFile(workspace: Workspace, rule: Rule, file: string, say: Say): void {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n").length - 1;
  if (lines > maximumLines) say(`${lines} lines; at most ${maximumLines}: what are the two things in it?`);
  const inside = relative(workspace.folder, file);
  for (const folder of dirname(inside).split(sep)) {
    if (drawers.has(folder)) say(`folder "${folder}" is a drawer: name it by what its files do`);
  }
  if (drawers.has(basename(inside).split(".")[0] ?? "")) say("a drawer: name the file by what it does");
  if (inside !== "index.ts" && /^export (?:type )?(?:\*|\{[^}]*\}) from /m.test(text)) {
    say("re-exports: only index.ts, the door, does");
  }
  const isTest = /\.test\.tsx?$/.test(file) || inside.split(sep).includes("e2e");
  for (const specifier of importsOf(text)) checkImport(workspace, rule, file, specifier, isTest, say);
}

function importsOf(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^"'`;]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function checkImport(
  workspace: Workspace,
  rule: Rule,
  file: string,
  specifier: string,
  isTest: boolean,
  say: Say,
): void {
  if (specifier.startsWith(".")) {
    const target = resolve(dirname(file), specifier);
    if (relative(workspace.folder, target).startsWith(".."))
      say(`"${specifier}" leaves the workspace: import its door`);
    return;
  }
  if (specifier.startsWith("node:")) {
    if (!rule.node && !isTest) say(`uses ${specifier}; ${workspace.name} also runs in the browser`);
    return;
  }
  if (specifier.startsWith("@gradmark/")) {
    const name = specifier.slice("@gradmark/".length);
    if (name.includes("/")) say(`"${specifier}" reaches past the door: import @gradmark/${name.split("/")[0]}`);
    else if (name !== workspace.name && rule.ours && !rule.ours.includes(name)) {
      say(`imports ${name}; ${workspace.name} may import ${rule.ours.join(", ") || "nothing of ours"}`);
    }
    return;
  }
  checkLibrary(workspace, rule, specifier, isTest, say);
}

function checkLibrary(workspace: Workspace, rule: Rule, specifier: string, isTest: boolean, say: Say): void {
  const library = specifier.startsWith("@")
    ? specifier.split("/").slice(0, 2).join("/")
    : (specifier.split("/")[0] ?? "");
  if (isTest && testLibraries.includes(library)) return;
  const matches = (names: string[]) => names.some((name) => library === name || library.startsWith(`${name}/`));
  if (rule.never && matches(rule.never)) say(`imports ${library}, which ${workspace.name} must not`);
  if (rule.only && !isTest && !matches(rule.only) && library !== "drizzle-kit")
    say(`imports ${library}; ${workspace.name} uses ${rule.only.join(", ")} only`);
}

function checkDependencies(workspace: Workspace, rule: Rule, say: Say): void {
  const all = { ...workspace.manifest.dependencies, ...workspace.manifest.devDependencies };
  for (const [name, version] of Object.entries(all)) {
    if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) say(`${name} is not pinned exactly (${version})`);
    const ours = name.startsWith("@gradmark/") ? name.slice("@gradmark/".length) : null;
    if (ours && rule.ours && !rule.ours.includes(ours)) say(`depends on ${ours}, outside the import table`);
  }
}

function checkFeatures(folder: string, say: (file: string, text: string) => void): void {
  for (const entry of globSync("features/*/*", { cwd: folder })) {
    const name = basename(entry);
    if (featureFiles.has(name) || /\.test\.tsx?$/.test(name)) continue;
    say(join(folder, entry), `a feature folder holds ${[...featureFiles].join(", ")} and nothing else`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? ".");
  const violations = checkLayout(root);
  for (const line of violations) console.error(line);
  console.error(violations.length === 0 ? "layout: the house is as drawn" : `layout: ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
