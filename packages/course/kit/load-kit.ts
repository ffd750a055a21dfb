import { type GradientProblem, gradientProblem, type Kit, kit as kitSchema, type Parsed } from "@gradmark/contract";
import { checkKit, checkSlots } from "./check-kit.ts";
import { loadYaml } from "./load-yaml.ts";
import { placeFaults } from "./place-faults.ts";
import { readKitFile } from "./read-kit-file.ts";

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
  const yaml = await loadYaml(dir, "kit.yaml", kitSchema);
  if (!yaml.ok) return yaml;
  const kit = yaml.value.value;
  const [handout, ...files] = await Promise.all([
    readKitFile(dir, kit.handout),
    ...kit.problems.map((name) => loadYaml(dir, `problems/${name}.yaml`, gradientProblem)),
  ]);
  const { metric } = kit.competition;
  const script = typeof metric === "string" ? null : await readKitFile(dir, metric.script);
  const loaded = files.flatMap((file) => (file.ok ? [file.value] : []));
  const problems = loaded.map((file) => file.value);
  const wrong = [
    ...[handout, ...(script ? [script] : []), ...files].flatMap((file) => (file.ok ? [] : file.problems)),
    ...loaded.flatMap(({ file, value, text }) => placeFaults(file, text, checkSlots(value))),
    ...placeFaults("kit.yaml", yaml.value.text, checkKit(kit, problems)),
  ];
  if (wrong.length > 0 || !handout.ok) return { ok: false, problems: wrong };
  return { ok: true, value: { kit, dir, problems, handout: handout.value } };
}

/** Reads one YAML file of a gradient problem, for a checker that is given a file and no kit. */
export async function loadProblem(dir: string, name: string): Promise<Parsed<GradientProblem>> {
  const loaded = await loadYaml(dir, name, gradientProblem);
  return loaded.ok ? { ok: true, value: loaded.value.value } : loaded;
}
