import type { InputProblem } from "@gradmark/contract";
import type { YamlText } from "./parse-yaml.ts";

/** What a zod schema says of one place of a value. */
interface SchemaIssue {
  path: readonly PropertyKey[];
  message: string;
}

/** Turns what a schema found into problems that name the file, the place in it and its line. */
export function schemaProblems(
  file: string,
  text: Pick<YamlText, "lineOf">,
  issues: readonly SchemaIssue[],
): InputProblem[] {
  return issues.map((issue) => {
    const place = issue.path.join(".");
    const row = text.lineOf(issue.path);
    const where = [file, row === undefined ? "" : `line ${row}`, place].filter(Boolean).join(", ");
    return {
      code: "schema",
      ...(row === undefined ? {} : { row }),
      path: file === "kit.yaml" ? place : `${file}:${place}`,
      message: `${where}: ${issue.message}`,
    };
  });
}
