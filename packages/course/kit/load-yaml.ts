import type { Parsed } from "@gradmark/contract";
import { parseYaml, type YamlText } from "./parse-yaml.ts";
import { placeFaults } from "./place-faults.ts";
import { readKitFile } from "./read-kit-file.ts";

/** A YAML file of a kit: its value, as its schema has it, and where everything stands in it. */
export interface LoadedYaml<T> {
  file: string;
  value: T;
  text: YamlText;
}

/** The side of a zod schema that is used here. */
interface Schema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

/** Loads one YAML file of a kit and holds it against its schema. */
export async function loadYaml<T>(dir: string, file: string, schema: Schema<T>): Promise<Parsed<LoadedYaml<T>>> {
  const content = await readKitFile(dir, file);
  if (!content.ok) return content;
  const yaml = parseYaml(content.value);
  if (!yaml.ok) {
    const problems = yaml.problems.map((one) => ({ ...one, path: file, message: `${file}, ${one.message}` }));
    return { ok: false, problems };
  }
  const text = yaml.value;
  const parsed = schema.safeParse(text.value);
  if (parsed.success) return { ok: true, value: { file, value: parsed.data, text } };
  const faults = parsed.error.issues.map(({ path, message }) => ({ code: "schema" as const, path, message }));
  return { ok: false, problems: placeFaults(file, text, faults) };
}
