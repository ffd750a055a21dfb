import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { InputProblem } from "@gradmark/contract";
import { loadKit } from "@gradmark/course";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import { examineData } from "../kit/examine-data.ts";
import { type ExaminedProblem, examineKit } from "../kit/examine-kit.ts";
import { formatHandout } from "../kit/handout-page.ts";
import { describeMeasured, measureKit } from "../kit/measure-kit.ts";
import { formatPreview } from "../kit/preview-page.ts";
import { printPage } from "../kit/print-page.ts";
import { loadBank } from "../load/bank.ts";
import { loadNamedKit } from "../load/kit.ts";
import { type CommandResult, UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";
import { parseWhole } from "../rerun/parse-options.ts";

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
    .description("start a kit in the folder NAME: a lab on images with classes, or on a table with a number to predict")
    .option("--kind <kind>", Object.keys(kinds).join(", "), "classification")
    .option("--json", "one JSON document on stdout")
    .action(runner.action(create, "name"));
  kit
    .command("handout <dir>")
    .description("the handout with its formulas, on paper (FILE.pdf, by Chromium) or as a page (FILE.html)")
    .requiredOption("--out <file>", "the file to write, .pdf or .html")
    .option("--json", "one JSON document on stdout: {path, bytes}")
    .action(runner.action(printHandout, "dir"));
  kit
    .command("measure <dir>")
    .description("how far the kit's distortion hides its images from a look-up, and what it costs in accuracy")
    .option("--images <n>", "how many images are looked up", "300")
    .option("--rows <n>", "training rows for each of the two trainings; 0 trains nothing", "20000")
    .option("--json", "one JSON document on stdout: {lookup, accuracy}")
    .action(runner.action(measure, "dir"));
}

const validate: Action<{ dir: string }> = async ({ dir }, context) => {
  const folder = resolve(context.cwd, dir);
  const loaded = await loadBank(folder);
  const data = loaded.ok ? await examineData(folder) : { problems: [], notes: [] };
  const examined = loaded.ok ? (await examineKit(loaded.value)).problems : loaded.problems;
  const problems = [...examined, ...data.problems];
  for (const note of data.notes) context.progress(note);
  const commands = (loaded.ok && loaded.value.kit?.handIn.script.command) || {};
  const started = Object.entries(commands).map(([name, words]) => `${name} is started by: ${words.join(" ")}`);
  const text = problems.length === 0 ? [`${dir} is valid.`, ...started] : problems.map(describe);
  const json = { valid: problems.length === 0, problems, ...(started.length > 0 && { commands }) };
  return { json, text: text.join("\n"), exitCode: problems.length === 0 ? 0 : 1 };
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

/** Kind of a new kit → the kit of this repository that it starts from. */
const kinds = { classification: "lab1", tabular: "weather" } as const;

const create: Action<{ name: string; kind: string }> = async ({ name, kind }, context): Promise<CommandResult> => {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    throw new UsageError(`"${name}" cannot be a kit's name: use lower-case letters, digits and -`);
  }
  const from = Object.entries(kinds).find(([known]) => known === kind)?.[1];
  if (!from) throw new UsageError(`--kind is one of ${Object.keys(kinds).join(", ")}, not "${kind}"`);
  const folder = resolve(context.cwd, name);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new UsageError(`${name} is not empty: choose another name`);
  await cp(join(context.repository, "kits", from), folder, { recursive: true });
  const file = join(folder, "kit.yaml");
  const yaml = await readFile(file, "utf8");
  await writeFile(file, yaml.replace(/^id: .*$/m, `id: ${name}`));
  const loaded = await loadKit(folder);
  const problems = loaded.ok ? [] : loaded.problems;
  const text = `Kit ${name} is in ${folder}. Edit kit.yaml, then run: gradmark kit validate ${name}`;
  return { json: { valid: problems.length === 0, problems, path: folder }, text, exitCode: 0 };
};

const printHandout: Action<{ dir: string; out: string }> = async ({ dir, out }, context) => {
  const { kit, handout } = await loadNamedKit(dir, context);
  const path = resolve(context.cwd, out);
  const page = formatHandout({ title: kit.title, markdown: handout });
  if (path.endsWith(".html")) await writeFile(path, page);
  else if (path.endsWith(".pdf")) await printPage(page, path, context.signal);
  else throw new UsageError(`--out ${out}: a name that ends in .pdf or .html`);
  const { size } = await stat(path);
  return { json: { path, bytes: size }, text: `${path}, ${size} bytes`, exitCode: 0 };
};

const measure: Action<{ dir: string; images: string; rows: string }> = async (options, context) => {
  const loaded = await loadNamedKit(options.dir, context);
  const sample = parseWhole(options.images, "--images", 1);
  const measured = await measureKit(loaded, { sample, rows: parseWhole(options.rows, "--rows", 0) }, context);
  return { json: measured, text: describeMeasured(measured), exitCode: 0 };
};
