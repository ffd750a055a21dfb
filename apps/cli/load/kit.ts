import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { kit as kitSchema } from "@gradmark/contract";
import { type LoadedKit, loadKit } from "@gradmark/course";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

/** A kit by the name of its folder in kits/, or by the path of its folder. */
export async function loadNamedKit(name: string, context: CliContext): Promise<LoadedKit> {
  if (name.endsWith(".json")) return loadSettings(name, context);
  const ofRepository = join(context.repository, "kits", name);
  const dir = /^[a-z0-9][a-z0-9-]*$/.test(name) && existsSync(ofRepository) ? ofRepository : resolve(context.cwd, name);
  if (!existsSync(join(dir, "kit.yaml")))
    throw new UsageError(`there is no kit "${name}": give a name in kits/ or a folder with a kit.yaml`);
  const loaded = await loadKit(dir);
  if (loaded.ok) return loaded.value;
  const lines = loaded.problems.map((problem) => `${problem.path ? `${problem.path}: ` : ""}${problem.message}`);
  throw new UsageError(`the kit ${name} has problems:\n  ${lines.join("\n  ")}`, "bad-kit");
}

/** The settings of a kit in one file, as an autograder's zip has them: no problems, no handout. */
async function loadSettings(name: string, context: CliContext): Promise<LoadedKit> {
  const text = await readFile(resolve(context.cwd, name), "utf8").catch(() => null);
  if (text === null) throw new UsageError(`there is no file ${name}`);
  return {
    kit: kitSchema.parse(JSON.parse(text)),
    dir: dirname(resolve(context.cwd, name)),
    problems: [],
    handout: "",
  };
}
