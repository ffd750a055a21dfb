import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";

/** A script of the demo may run so long: the endless one should not make people wait for the kit's two minutes. */
const wallMs = 10_000;

/** Trained in seconds, and weak enough that a team can beat it with a starter. */
const benchmark = { model: "mlp", epochs: 2 };

/** Copies a kit for the demo; only the wall limit of its scripts is shorter and its benchmark weaker. */
export async function copyDemoKit(kit: string, copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await cp(kit, copy, { recursive: true });
  const file = join(copy, "kit.yaml");
  const document = parseDocument(await readFile(file, "utf8"));
  document.setIn(["handIn", "limits", "wallMs"], wallMs);
  for (const [key, value] of Object.entries(benchmark)) document.setIn(["competition", "benchmark", key], value);
  await writeFile(file, document.toString());
}
