import { type Cell, expectHeader, TableReader } from "@gradmark/contract";
import type { Form } from "./measure/metric-input.ts";
import type { Solution } from "./read-solution.ts";

/**
 * Reads a predictions file as a metric and a solution want it. With one label column in the solution, the file's own
 * header names the classes of probabilities.
 */
export function openPredictions(form: Form, solution: Solution): TableReader {
  const { idColumn, targetColumns, ids } = solution;
  return new TableReader((header) => {
    const [first, ...names] = header;
    const severalClasses = targetColumns.length === 1 && first === idColumn && names.length > 1;
    const byClass = form === "classes" || form === "classes-or-list";
    const columns = byClass && severalClasses ? names : targetColumns;
    return expectHeader({ idColumn, targetColumns: columns, cell: cellOf(form, columns.length), ids })(header);
  });
}

function cellOf(form: Form, columns: number): Cell {
  const words = form === "labels" || (form === "classes-or-list" && columns === 1);
  return { kind: words ? "text" : "number" };
}
