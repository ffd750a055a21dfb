import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatHtmlReport } from "./html-report.ts";
import { formatModelCard } from "./model-card.ts";
import { savedModelFiles } from "./saved-model.ts";
import type { TrainingSummary } from "./summary.ts";

/** Everything that a training leaves, as paths. */
export interface ResultFiles {
  /** tfjs LayersModel; its weights lie beside it. */
  model: string;
  /** The same weights as a flat file. */
  weights: string;
  predictions: string;
  card: string;
  /** A result script, as a team hands one in, that makes the predictions from the model files. */
  script: string;
  /** What the script needs: the layers, their weights, the names of the classes. */
  scriptModel: readonly string[];
  report: string;
}

/** Where the model goes, below the output folder. */
export function modelFolder(outDir: string): string {
  return join(outDir, "model");
}

/** Writes predictions, model card and report beside the saved model. */
export async function writeResults(
  outDir: string,
  summary: TrainingSummary,
  predictions: string,
): Promise<ResultFiles> {
  const classes = join(modelFolder(outDir), "classes.json");
  const files = {
    model: join(modelFolder(outDir), savedModelFiles.topology),
    weights: join(modelFolder(outDir), savedModelFiles.flat),
    predictions: join(outDir, "predictions.csv"),
    card: join(outDir, "model-card.md"),
    script: join(outDir, "result.js"),
    report: join(outDir, "report.html"),
  };
  const scriptModel = [files.model, files.weights, classes];
  await mkdir(outDir, { recursive: true });
  await writeFile(files.predictions, predictions);
  await writeFile(classes, JSON.stringify({ names: summary.classes }));
  await copyFile(new URL("./script/result.js", import.meta.url), files.script);
  await writeFile(files.card, formatModelCard(summary));
  await writeFile(files.report, formatHtmlReport(summary));
  return { ...files, scriptModel };
}
