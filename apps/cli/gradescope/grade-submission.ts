import { lstat, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { kit as kitSchema } from "@gradmark/contract";
import { hostContainer } from "@gradmark/grader";
import { gradescopeResults, refusedSubmission } from "./results.ts";

type Rerun = (argv: readonly string[], stdout: { write(text: string): unknown }) => Promise<number>;

/**
 * Reruns what a student handed in below `root` (Gradescope's `/autograder`), and writes `results/results.json`. When
 * our side fails there is none: Gradescope then says that the autograder failed, and the staff can run it again.
 * @returns the exit code: 0 when there are results, whatever they say; 3 when our side failed
 */
export async function gradeSubmission(root: string, rerun: Rerun): Promise<number> {
  const source = join(root, "source");
  const submission = join(root, "submission");
  const kitFile = join(source, "kit.json");
  const kit = kitSchema.parse(JSON.parse(await readFile(kitFile, "utf8")));
  const files = await plainFiles(submission);
  const script = Object.keys(kit.handIn.script.names).find((name) => files.includes(name));
  if (script === undefined) {
    const names = Object.keys(kit.handIn.script.names).join(", ");
    await write(root, refusedSubmission(`There is no result script. Call it one of ${names}, and hand it in again.`));
    return 0;
  }
  const known = new Set([script, kit.handIn.output.name, "report.pdf"]);
  const models = files.filter((name) => !known.has(name)).flatMap((name) => ["--model", join(submission, name)]);
  const expected = files.includes(kit.handIn.output.name) ? ["--expect", join(submission, kit.handIn.output.name)] : [];
  let printed = "";
  const common = ["--kit", kitFile, "--data", join(source, "data"), "--sandbox", hostContainer];
  const argv = ["--script", join(submission, script), ...common, ...models, ...expected];
  const exitCode = await rerun([...argv, "--format", "gradescope", "--progress", "none", "--json"], {
    write(text) {
      printed += text;
    },
  });
  if (exitCode > 1) return 3;
  await write(root, gradescopeResults.parse(JSON.parse(printed)));
  return 0;
}

async function plainFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const name of (await readdir(folder)).sort()) if ((await lstat(join(folder, name))).isFile()) files.push(name);
  return files;
}

async function write(root: string, results: object): Promise<void> {
  await mkdir(join(root, "results"), { recursive: true });
  await writeFile(join(root, "results", "results.json"), `${JSON.stringify(results, null, 2)}\n`);
}
