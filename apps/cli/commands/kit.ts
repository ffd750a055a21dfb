import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { compileProblem, truths } from "@gradmark/backprop-checker";
import type { InputProblem } from "@gradmark/contract";
import { type LoadedKit, loadKit } from "@gradmark/course";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";

export function registerKit(program: Command, runner: Runner): void {
  const kit = program.command("kit").description("labs as data");
  kit
    .command("validate <dir>")
    .description("check a kit: kit.yaml, problems, handout")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(validate, "dir"));
  kit
    .command("new <name>")
    .description("start a kit in the folder NAME from Lab 1")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(create, "name"));
}

const validate: Action<{ dir: string }> = async ({ dir }, context) => {
  const problems = await findKitProblems(resolve(context.cwd, dir));
  const text = problems.length === 0 ? `${dir} is a valid kit.` : problems.map(describe).join("\n");
  return { json: { valid: problems.length === 0, problems }, text, exitCode: problems.length === 0 ? 0 : 1 };
};

/** Everything that is wrong with a kit, problem files included. */
async function findKitProblems(dir: string): Promise<InputProblem[]> {
  const loaded = await loadKit(dir);
  return loaded.ok ? findTruthProblems(loaded.value) : loaded.problems;
}

/** A problem file is right when its truth can be derived, whatever its schema says. */
function findTruthProblems(kit: LoadedKit): InputProblem[] {
  return kit.problems.flatMap((problem) => {
    const compiled = compileProblem(problem);
    if (!compiled.ok) {
      const place = (path: string | undefined) => `problems/${problem.id}.yaml${path ? `: ${path}` : ""}`;
      return compiled.problems.map((one) => ({ ...one, path: place(one.path) }));
    }
    truths(compiled.value);
    return [];
  });
}

function describe(problem: InputProblem): string {
  return `${problem.path ? `${problem.path}: ` : ""}${problem.message}`;
}

const create: Action<{ name: string }> = async ({ name }, context): Promise<CommandResult> => {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    throw new UsageError(`"${name}" cannot be a kit's name: use lower-case letters, digits and -`);
  }
  const folder = resolve(context.cwd, name);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new UsageError(`${name} is not empty: choose another name`);
  await cp(join(context.repository, "kits/lab1"), folder, { recursive: true });
  const file = join(folder, "kit.yaml");
  const yaml = await readFile(file, "utf8");
  await writeFile(file, yaml.replace(/^id: .*$/m, `id: ${name}`));
  const problems = await findKitProblems(folder);
  const text = `Kit ${name} is in ${folder}. Edit kit.yaml, then run: gradmark kit validate ${name}`;
  return { json: { valid: problems.length === 0, problems, path: folder }, text, exitCode: 0 };
};
