import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MetricName } from "@gradmark/contract";

/** What is scored: a predictions file and its solution, made up, the same every time. */
export interface Task {
  metric: MetricName;
  rows: number;
  predictions: string;
  solution: string;
}

/** Ten classes for accuracy, measurements for rmse, scores of two classes for auc; ids in the same order or mixed. */
export async function writeTask(folder: string, metric: MetricName, rows: number, mixed: boolean): Promise<Task> {
  const name = `${metric}-${rows}${mixed ? "-mixed" : ""}`;
  const files = { predictions: join(folder, `${name}-p.csv`), solution: join(folder, `${name}-s.csv`) };
  const step = mixed ? 7919 : 1;
  await writeFile(
    files.predictions,
    lines(rows, step, (id) => predicted(metric, id)),
  );
  await writeFile(
    files.solution,
    lines(rows, 1, (id) => truth(metric, id)),
  );
  return { metric, rows, ...files };
}

/** `step` has no factor in common with the rows, so that each id comes once. */
function lines(rows: number, step: number, cell: (id: number) => string): string {
  let text = "Id,Label\n";
  for (let k = 0; k < rows; k++) {
    const id = (k * step) % rows;
    text += `${id},${cell(id)}\n`;
  }
  return text;
}

function truth(metric: MetricName, id: number): string {
  if (metric === "auc") return String((id * 31 + (id >> 3)) % 2);
  return metric === "accuracy" ? String((id * 31 + (id >> 3)) % 10) : (id % 1000).toFixed(3);
}

function predicted(metric: MetricName, id: number): string {
  if (metric === "auc") return (((id * 37) % 1009) / 1009).toFixed(6);
  return metric === "accuracy" ? String((id * 31 + (id >> 3)) % 7) : ((id % 1000) + ((id * 17) % 23) / 7).toFixed(6);
}
