import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type CompiledProblem, compileProblem } from "@gradmark/backprop-checker";
import { loadProblem } from "@gradmark/course";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

/** The compiled problem named `KIT/PROBLEM` (of this repository's kits) or by its file. */
export async function loadNamedProblem(name: string, context: CliContext): Promise<CompiledProblem> {
  const file = resolve(context.cwd, name);
  if (existsSync(file)) return loadProblemFile(file);
  const [kit, problem, ...rest] = name.split("/");
  const ofKit = join(context.repository, "kits", kit ?? "", "problems", `${problem}.yaml`);
  const named = [kit, problem].every((part) => /^[a-z0-9][a-z0-9-]*$/.test(part ?? "")) && rest.length === 0;
  if (named && existsSync(ofKit)) return loadProblemFile(ofKit);
  throw new UsageError(`there is no problem "${name}": give KIT/PROBLEM, such as lab1/softmax, or a problem file`);
}

/** All problem files of a folder, by the `id` that stands in them. */
export async function loadProblemFolder(folder: string, context: CliContext): Promise<Map<string, CompiledProblem>> {
  const path = resolve(context.cwd, folder);
  const names = await readdir(path).catch(() => {
    throw new UsageError(`${folder} is not a folder that can be read`);
  });
  const files = names.filter((name) => /\.(?:ya?ml|json)$/.test(name)).sort();
  const problems = await Promise.all(files.map((name) => loadProblemFile(join(path, name))));
  return new Map(problems.map((problem) => [problem.model.source.id, problem]));
}

async function loadProblemFile(file: string): Promise<CompiledProblem> {
  const loaded = await loadProblem(dirname(file), basename(file));
  const compiled = loaded.ok ? compileProblem(loaded.value) : loaded;
  if (compiled.ok) return compiled.value;
  const lines = compiled.problems.map((problem) => (problem.path ? `${problem.path}: ` : "") + problem.message);
  throw new UsageError(`${file} is not a problem file:\n  ${lines.join("\n  ")}`, "bad-problem-file");
}
