import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { formatGradebook, type GradebookFormat, gradebookFormats, makeStudentPack } from "@gradmark/course";
import { hostContainer } from "@gradmark/grader";
import type { Command } from "commander";
import type { Action } from "../context.ts";
import { gradebookRows, loadTeamGrades } from "../load/class-grades.ts";
import { findCourse, openHome } from "../load/home.ts";
import { loadNamedKit } from "../load/kit.ts";
import { findTestData } from "../load/test-data.ts";
import { UsageError } from "../output/result.ts";
import type { Runner } from "../output/runner.ts";

interface Options {
  course: string;
  format: string;
  out?: string;
  json?: boolean;
}

export function registerExport(program: Command, runner: Runner): void {
  const group = program.command("export").description("files for other systems");
  group
    .command("gradebook")
    .description("a line for each student, with the parts of the grade")
    .requiredOption("--course <name>")
    .option("--format <format>", gradebookFormats.join(", "), "csv")
    .option("--out <file>", "write there instead of stdout; needed with --json")
    .option("--json", "one JSON document on stdout: {rows, path, problems}")
    .action(runner.action(exportGradebook));
  group
    .command("student-pack")
    .description("what teams need on their own machines, as a zip: data, sample, picture, handout, starters, checksums")
    .requiredOption("--course <name>")
    .requiredOption("--out <file>", "the zip to write")
    .option("--json", "one JSON document on stdout: {path, bytes, sha256, files}")
    .action(runner.action(exportStudentPack));
  group
    .command("gradescope-autograder")
    .description("the rerun command as an autograder for Gradescope; no labels and no answers go in")
    .requiredOption("--kit <name|dir>", "the lab")
    .option("--data <dir>", "the test data as given out; default: the kit's published test data")
    .requiredOption("--out <file>", "the zip to write")
    .option("--json", "one JSON document on stdout: {path, bytes, sandbox}")
    .action(runner.action(exportAutograder));
}

const exportAutograder: Action<{ kit: string; data?: string; out: string }> = async (options, context) => {
  const loaded = await loadNamedKit(options.kit, context);
  const dataDir = await findTestData(options.data, loaded, context);
  // Its compiler is loaded for this command alone.
  const { packAutograder } = await import("../gradescope/pack-autograder.ts");
  const zip = await packAutograder({ kit: loaded.kit, dataDir, repository: context.repository });
  const path = resolve(context.cwd, options.out);
  await writeFile(path, zip);
  const text = `${path}: ${zip.length} bytes. Scripts run in Gradescope's container (${hostContainer}), without a sandbox of Gradmark.`;
  return { json: { path, bytes: zip.length, sandbox: hostContainer }, text, exitCode: 0 };
};

const exportGradebook: Action<Options> = async (options, context) => {
  const format = gradebookFormats.find((name): name is GradebookFormat => name === options.format);
  if (!format) throw new UsageError(`--format is one of ${gradebookFormats.join(", ")}, not "${options.format}"`);
  if (options.json && options.out === undefined) throw new UsageError("--json needs --out, the file to write");
  using home = openHome(context);
  const course = findCourse(home.db, options.course);
  const rows = gradebookRows(await loadTeamGrades(home, course));
  const csv = formatGradebook(rows, format, { title: course.name });
  if (options.out === undefined) return { json: null, text: csv.trimEnd(), exitCode: 0 };
  const path = resolve(context.cwd, options.out);
  await writeFile(path, csv);
  return { json: { rows: rows.length, path, problems: [] }, text: `${rows.length} rows in ${path}`, exitCode: 0 };
};

const exportStudentPack: Action<{ course: string; out: string }> = async (options, context) => {
  using home = openHome(context);
  const course = findCourse(home.db, options.course);
  if (course.state === "draft")
    throw new UsageError(`"${course.name}" has no data yet: gradmark course prepare --course ${course.slug}`);
  const courseDir = home.path("courses", course.slug);
  const kitDir = home.path("courses", course.slug, "kit");
  const pack = await makeStudentPack({ kit: course.kit, courseName: course.name, courseDir, kitDir });
  const path = resolve(context.cwd, options.out);
  await writeFile(path, pack.bytes);
  const { files, sha256 } = pack;
  const json = { path, bytes: pack.bytes.length, sha256, files };
  return { json, text: `${files.length} files in ${path}, sha256 ${sha256}`, exitCode: 0 };
};
