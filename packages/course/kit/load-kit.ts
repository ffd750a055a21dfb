import type { GradientProblem, InputProblem, Kit, Parsed } from "@gradmark/contract";
import { gradientProblem, kit as kitSchema } from "@gradmark/contract";
import { checkKit } from "./check-kit.ts";
import { parseYaml } from "./parse-yaml.ts";
import { readKitFile } from "./read-kit-file.ts";
import { schemaProblems } from "./schema-problems.ts";

/** A kit with everything that its `kit.yaml` names. */
export interface LoadedKit {
  kit: Kit;
  /** The folder it was loaded from, as given. */
  dir: string;
  /** In the order in which students meet them. */
  problems: GradientProblem[];
  /** The lab's text, Markdown with TeX. */
  handout: string;
}

/**
 * Loads the kit in a folder: `kit.yaml`, the handout it names, and `problems/*.yaml`. An author's mistakes come back
 * as problems, all of them at once, each with its file, place and line. Whether the expressions of a problem can be
 * derived is the backprop checker's to say, not this function's.
 *
 * @throws when the folder cannot be read for a reason of the machine (permission, input/output).
 */
export async function loadKit(dir: string): Promise<Parsed<LoadedKit>> {
  const kit = await loadFile(dir, "kit.yaml", kitSchema);
  if (!kit.ok) return kit;
  const [handout, ...problems] = await Promise.all([
    readKitFile(dir, kit.value.handout),
    ...kit.value.problems.map((name) => loadFile(dir, `problems/${name}.yaml`, gradientProblem)),
  ]);
  const loaded = problems.flatMap((problem) => (problem.ok ? [problem.value] : []));
  const wrong: InputProblem[] = [handout, ...problems].flatMap((file) => (file.ok ? [] : file.problems));
  wrong.push(...checkKit(kit.value, loaded));
  if (wrong.length > 0 || !handout.ok) return { ok: false, problems: wrong };
  return { ok: true, value: { kit: kit.value, dir, problems: loaded, handout: handout.value } };
}

/** Reads one YAML file of a gradient problem, for a checker that is given a file and no kit. */
export async function loadProblem(dir: string, name: string): Promise<Parsed<GradientProblem>> {
  return loadFile(dir, name, gradientProblem);
}

/** The side of a zod schema that is used here. */
interface Schema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

async function loadFile<T>(dir: string, name: string, schema: Schema<T>): Promise<Parsed<T>> {
  const text = await readKitFile(dir, name);
  if (!text.ok) return text;
  const yaml = parseYaml(text.value);
  if (!yaml.ok) return { ok: false, problems: yaml.problems.map((problem) => inFile(name, problem)) };
  const parsed = schema.safeParse(yaml.value.value);
  if (!parsed.success) return { ok: false, problems: schemaProblems(name, yaml.value, parsed.error.issues) };
  return { ok: true, value: parsed.data };
}

function inFile(name: string, problem: InputProblem): InputProblem {
  return { ...problem, path: name, message: `${name}, ${problem.message}` };
}
