import { existsSync } from "node:fs";
import { join } from "node:path";
import type { InputProblem } from "@gradmark/contract";
import { loadKit, loadSource } from "@gradmark/course";

/**
 * Reads the data that a kit names: its author's mistakes are problems; data that come from elsewhere and are not on
 * this machine are only a note, since a kit may be checked where it is not hosted. A folder of problems without a
 * kit.yaml has no data.
 */
export async function examineData(dir: string): Promise<{ problems: InputProblem[]; notes: string[] }> {
  if (!existsSync(join(dir, "kit.yaml"))) return { problems: [], notes: [] };
  const loaded = await loadKit(dir);
  if (!loaded.ok) return { problems: loaded.problems, notes: [] };
  const { dataset } = loaded.value.kit.competition;
  const source = await loadSource(loaded.value.kit, dir);
  if (!source.ok) {
    const elsewhere = dataset.source !== "mnist" && dataset.place !== undefined;
    const absent = source.problems.every(({ code }) => code === "file-missing");
    if (elsewhere && absent) return { problems: [], notes: source.problems.map(({ message }) => message) };
    return { problems: source.problems, notes: [] };
  }
  const wanted = dataset.rows.train + dataset.rows.test + dataset.rows.shadow;
  if (wanted <= source.value.rows) return { problems: [], notes: [] };
  const message = `train, test and shadow add up to ${wanted} rows; the data have ${source.value.rows}.`;
  return { problems: [{ code: "schema", path: "competition.dataset.rows", message }], notes: [] };
}
