import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";

/** A script of the demo may run so long: the endless one should not make people wait for the kit's two minutes. */
const wallMs = 10_000;

/** Copies a kit for the demo; only the wall limit of its scripts is shorter. */
export async function copyDemoKit(kit: string, copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await cp(kit, copy, { recursive: true });
  const file = join(copy, "kit.yaml");
  const document = parseDocument(await readFile(file, "utf8"));
  document.setIn(["handIn", "limits", "wallMs"], wallMs);
  document.setIn(["competition", "benchmark", "epochs"], 1);
  await writeFile(file, document.toString());
}
