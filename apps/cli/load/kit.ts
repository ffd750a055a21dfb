import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type LoadedKit, loadKit } from "@gradmark/course";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

/** A kit by the name of its folder in kits/, or by the path of its folder. */
export async function loadNamedKit(name: string, context: CliContext): Promise<LoadedKit> {
  const ofRepository = join(context.repository, "kits", name);
  const dir = /^[a-z0-9][a-z0-9-]*$/.test(name) && existsSync(ofRepository) ? ofRepository : resolve(context.cwd, name);
  if (!existsSync(join(dir, "kit.yaml")))
    throw new UsageError(`there is no kit "${name}": give a name in kits/ or a folder with a kit.yaml`);
  const loaded = await loadKit(dir);
  if (loaded.ok) return loaded.value;
  const lines = loaded.problems.map((problem) => `${problem.path ? `${problem.path}: ` : ""}${problem.message}`);
  throw new UsageError(`the kit ${name} has problems:\n  ${lines.join("\n  ")}`, "bad-kit");
}
