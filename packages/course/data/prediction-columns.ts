import type { Kit, PredictionsFormat } from "@gradmark/contract";

/** What a kit's predictions look like; the labels are those of the kit. */
type Columns = Pick<PredictionsFormat, "idColumn" | "targetColumns" | "cell">;

/** Metrics that take one label a row. */
const labelMetrics = new Set(["accuracy", "balanced-accuracy", "cohen-kappa", "quadratic-kappa", "mcc"]);
/** Metrics that take a probability for each class. */
const probabilityMetrics = new Set(["log-loss", "auc-ovr", "brier"]);

/** The predictions file that a kit asks for: its header, its kind of cells, and the test ids. */
export function predictionsFormat(kit: Kit, ids: Iterable<string>): PredictionsFormat {
  return { ...predictionColumns(kit), ids: new Set(ids) };
}

/**
 * The columns follow from the metric: one label a row; for ranked lists (top-k, map@k) the labels in one cell, best
 * first; for probabilities of more than two classes one column a class, named by its label; else one number.
 */
export function predictionColumns({ competition }: Kit): Columns {
  const { idColumn, targetColumn, labels, metric } = competition;
  const one = { idColumn, targetColumns: [targetColumn] };
  if (typeof metric !== "string")
    return { ...one, cell: labels.length > 0 ? { kind: "label", labels } : { kind: "number" } };
  if (labelMetrics.has(metric) || metric.startsWith("f1-")) return { ...one, cell: { kind: "label", labels } };
  if (metric.startsWith("top-") || metric.startsWith("map@")) return { ...one, cell: { kind: "text" } };
  if (probabilityMetrics.has(metric) && labels.length > 2)
    return { idColumn, targetColumns: labels, cell: { kind: "number" } };
  return { ...one, cell: { kind: "number" } };
}

/** A row's cells in the sample file: valid for the metric, and no better than a guess. */
export function sampleCells(kit: Kit): string[] {
  const { cell, targetColumns } = predictionColumns(kit);
  const [first = "0"] = kit.competition.labels;
  if (cell.kind === "number") return targetColumns.map(() => String(1 / Math.max(2, targetColumns.length)));
  return [first];
}
