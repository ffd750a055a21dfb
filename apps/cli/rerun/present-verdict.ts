import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RerunVerdict } from "@gradmark/contract";

/** The verdict for people: the sentence first, the evidence below it. */
export function describeVerdict(verdict: RerunVerdict): string {
  const lines = [`${verdict.outcome}: ${verdict.reasons.map((reason) => reason.message).join(" ")}`];
  const { comparison, run, audit } = verdict;
  if (comparison && comparison.rowsDiffering > 0) {
    const shown = comparison.firstDifferences.map(
      ({ id, expected, got }) => `  id ${id}: entry ${expected}, rerun ${got}`,
    );
    lines.push(...shown);
  }
  if (run) {
    const memory = run.peakMemoryBytes === null ? "" : `, ${Math.round(run.peakMemoryBytes / 2 ** 20)} MiB at most`;
    lines.push(`ran ${(run.wallMs / 1000).toFixed(1)} s in ${run.sandbox}${memory}`);
  }
  if (audit) {
    for (const [name, item] of Object.entries(audit)) {
      if (item?.finding === "note" || item?.finding === "suspicious")
        lines.push(`audit, ${name}: ${item.finding}. ${item.why}`);
    }
  }
  for (const { code, line, message } of verdict.quality?.notes ?? []) lines.push(`line ${line}, ${code}: ${message}`);
  return lines.join("\n");
}

/** What a rerun leaves in its folder. */
export const resultNames = ["predictions.csv", "verdict.json", "stdout.txt", "stderr.txt"] as const;

/** Writes what a rerun left behind: the verdict and both logs. */
export async function writeVerdict(verdict: RerunVerdict, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "verdict.json"), `${JSON.stringify(verdict, null, 2)}\n`);
  await writeFile(join(folder, "stdout.txt"), verdict.logs.stdout);
  await writeFile(join(folder, "stderr.txt"), verdict.logs.stderr);
}

/** Keeps the collected file under a name of our own, whatever the script called it. */
export async function writePredictions(bytes: Uint8Array, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "predictions.csv"), bytes);
}
