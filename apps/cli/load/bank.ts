import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GradientProblem, InputProblem, Kit, Parsed } from "@gradmark/contract";
import { loadKit, loadProblem } from "@gradmark/course";

/** The problems of a kit, or of a bank: a folder with `problems/` and no kit.yaml, to copy problems from. */
export type Bank = { dir: string; problems: readonly GradientProblem[]; kit?: Kit };

/** Loads a kit, all of it checked, or a bank, of which there is no more than its problems. */
export async function loadBank(dir: string): Promise<Parsed<Bank>> {
  const folder = join(dir, "problems");
  if (existsSync(join(dir, "kit.yaml")) || !existsSync(folder)) return loadKit(dir);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  const problems: GradientProblem[] = [];
  const faults: InputProblem[] = [];
  for (const name of names) {
    const loaded = await loadProblem(folder, name);
    if (loaded.ok) problems.push(loaded.value);
    else faults.push(...loaded.problems);
  }
  return faults.length === 0 ? { ok: true, value: { dir, problems } } : { ok: false, problems: faults };
}
