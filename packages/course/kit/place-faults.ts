import type { InputProblem, InputProblemCode } from "@gradmark/contract";
import type { YamlText } from "./parse-yaml.ts";

/** Something wrong at one place of a value, before anybody knows in which file and line that place stands. */
export interface Fault {
  code: InputProblemCode;
  path: readonly PropertyKey[];
  message: string;
}

/** Turns faults into problems that name the file, its line and the place in it. */
export function placeFaults(file: string, text: Pick<YamlText, "lineOf">, faults: readonly Fault[]): InputProblem[] {
  return faults.map(({ code, path, message }) => {
    const place = path.join(".");
    const row = text.lineOf(path);
    const where = [file, row === undefined ? "" : `line ${row}`, place].filter(Boolean).join(", ");
    return {
      code,
      ...(row === undefined ? {} : { row }),
      path: file === "kit.yaml" ? place : `${file}:${place}`,
      message: `${where}: ${message}`,
    };
  });
}
