import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { scorePredictions } from "@gradmark/grader";
import { z } from "zod";

const run = promisify(execFile);
const maker = join(import.meta.dirname, "../../packages/grader/fixtures/scikit-learn/make-reference.py");

const cells = z.array(z.array(z.string()));
const columns = z.array(z.string());
const reference = z.object({
  cases: z.array(
    z.object({
      metric: z.string(),
      ...{ truthColumns: columns, truth: cells, predictedColumns: columns, predicted: cells, score: z.number() },
    }),
  ),
});
type Case = z.infer<typeof reference>["cases"][number];

/** Scores random rows and edge cases as files, and says by how much a metric is off scikit-learn at most. */
export async function compareMetrics(python: string, seeds: number): Promise<string[]> {
  const worst = new Map<string, { cases: number; off: number }>();
  for (let seed = 1; seed <= seeds; seed++) {
    const { stdout } = await run(python, [maker, String(seed)], { maxBuffer: 2 ** 26 });
    for (const one of reference.parse(JSON.parse(stdout)).cases) {
      const before = worst.get(one.metric) ?? { cases: 0, off: 0 };
      worst.set(one.metric, { cases: before.cases + 1, off: Math.max(before.off, differenceOf(one)) });
    }
  }
  return [
    "## Every metric against scikit-learn",
    "",
    `Random rows of ${seeds} seeds, with ties and edge cases; the largest difference, relative where the score is above 1.`,
    "The goal is 1e-12.",
    "",
    "| metric | cases | largest difference |",
    "| --- | --- | --- |",
    ...[...worst]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([metric, { cases, off }]) => `| ${metric} | ${cases} | ${off.toExponential(1)} |`),
  ];
}

function differenceOf({ metric, truth, truthColumns, predicted, predictedColumns, score }: Case): number {
  const predictions = formatCsv(predictedColumns, predicted);
  const scored = scorePredictions({ predictions, solution: formatCsv(truthColumns, truth), metric, draws: 0 });
  if (!scored.ok) throw new Error(`${metric}: ${scored.problems[0]?.message}`);
  return Math.abs(scored.value.score - score) / Math.max(1, Math.abs(score));
}

function formatCsv(columns: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  return Buffer.from(
    [["Id", ...columns], ...rows.map((row, id) => [id, ...row])].map((row) => row.join(",")).join("\n"),
  );
}
