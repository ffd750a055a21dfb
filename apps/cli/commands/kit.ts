import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { InputProblem } from "@gradmark/contract";
import { loadKit } from "@gradmark/course";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import { type ExaminedProblem, examineKit } from "../kit/examine-kit.ts";
import { formatPreview } from "../kit/preview-page.ts";
import { loadBank } from "../load/bank.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";

export function registerKit(program: Command, runner: Runner): void {
  const kit = program.command("kit").description("labs as data");
  kit
    .command("validate <dir>")
    .description("check a kit: kit.yaml, problems, handout; or a bank: a folder of problems only")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(validate, "dir"));
  kit
    .command("preview <dir>")
    .description("the derived truth of each question, and what the checker says of the author's own answers")
    .option("--out <dir>", "write a page for each problem")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(preview, "dir"));
  kit
    .command("new <name>")
    .description("start a kit in the folder NAME from Lab 1")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(create, "name"));
}

const validate: Action<{ dir: string }> = async ({ dir }, context) => {
  const loaded = await loadBank(resolve(context.cwd, dir));
  const problems = loaded.ok ? (await examineKit(loaded.value)).problems : loaded.problems;
  const text = problems.length === 0 ? `${dir} is valid.` : problems.map(describe).join("\n");
  return { json: { valid: problems.length === 0, problems }, text, exitCode: problems.length === 0 ? 0 : 1 };
};

const preview: Action<{ dir: string; out?: string }> = async ({ dir, out }, context) => {
  const loaded = await loadBank(resolve(context.cwd, dir));
  const { examined, problems } = loaded.ok
    ? await examineKit(loaded.value)
    : { examined: [], problems: loaded.problems };
  const truths = examined.flatMap(({ problem, truths: known }) =>
    known.map((one) => ({ problem: problem.id, ...one })),
  );
  const folder = out === undefined ? null : resolve(context.cwd, out);
  if (folder !== null) await writePages(folder, examined);
  const lines = truths.map(({ problem, slot, tex }) => `${problem}/${slot}  ${tex}`);
  const pages = folder === null ? [] : [`${examined.length} pages in ${folder}`];
  const valid = problems.length === 0;
  return {
    json: { valid, problems, truths },
    text: [...lines, ...problems.map(describe), ...pages].join("\n"),
    exitCode: valid ? 0 : 1,
  };
};

async function writePages(folder: string, examined: readonly ExaminedProblem[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const one of examined) await writeFile(join(folder, `${one.problem.id}.html`), formatPreview(one));
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
  const loaded = await loadKit(folder);
  const problems = loaded.ok ? [] : loaded.problems;
  const text = `Kit ${name} is in ${folder}. Edit kit.yaml, then run: gradmark kit validate ${name}`;
  return { json: { valid: problems.length === 0, problems, path: folder }, text, exitCode: 0 };
};
