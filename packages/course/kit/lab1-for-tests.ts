import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Kit, kit } from "@gradmark/contract";
import { parseYaml } from "./parse-yaml.ts";

/** The folder of the kit that the repository ships. */
export const lab1Folder = fileURLToPath(new URL("../../../kits/lab1", import.meta.url));

/** Lab 1's `kit.yaml`, with other numbers of rows where a test wants a small course. */
export function lab1Kit(rows?: Kit["competition"]["dataset"]["rows"]): Kit {
  const yaml = parseYaml(readFileSync(`${lab1Folder}/kit.yaml`, "utf8"));
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems));
  const lab1 = kit.parse(yaml.value.value);
  if (rows) lab1.competition.dataset.rows = rows;
  return lab1;
}
