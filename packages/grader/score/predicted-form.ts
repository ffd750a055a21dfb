import { decodeText, type PredictionsFormat } from "@gradmark/contract";
import type { Solution } from "./read-solution.ts";

/**
 * What a metric reads: labels or lists as text, numbers, numbers by class (a column each, or one column for two
 * classes), or numbers by class else a list.
 */
export type Form = "labels" | "numbers" | "classes" | "classes-or-list";

/** The columns and cells that a predictions file must have for a metric and a solution. */
export function predictedForm(
  form: Form,
  solution: Solution,
  predictions: Uint8Array,
): Pick<PredictionsFormat, "targetColumns" | "cell"> {
  const same = solution.targetColumns;
  if (form === "labels") return { targetColumns: same, cell: { kind: "text" } };
  if (form === "numbers") return { targetColumns: same, cell: { kind: "number" } };
  const byClass = same.length > 1 ? same : classColumns(solution.idColumn, predictions);
  if (byClass !== null && byClass.length > 1) return { targetColumns: byClass, cell: { kind: "number" } };
  return { targetColumns: same, cell: { kind: form === "classes-or-list" ? "text" : "number" } };
}

/** With one label column in the solution, the predictions' own header names the classes. */
function classColumns(idColumn: string, predictions: Uint8Array): string[] | null {
  const end = predictions.indexOf(10);
  const text = decodeText(predictions.subarray(0, end === -1 ? predictions.length : end), 2 ** 20);
  if (!text.ok) return null;
  const [id, ...columns] = text.value
    .trim()
    .split(",")
    .map((name) => name.trim());
  return id === idColumn ? columns : null;
}
