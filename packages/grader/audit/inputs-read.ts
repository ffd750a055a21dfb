import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { type AuditItem, parsePredictions } from "@gradmark/contract";
import { comparePredictions } from "../compare/compare-predictions.ts";
import type { HandInFile } from "../rerun/rerun-request.ts";
import { thousands } from "../rerun/words.ts";
import type { AuditContext } from "./run-audit.ts";

/** A predictions file is small; larger files of a hand-in are weights. */
const largestLookedAt = 64 * 2 ** 20;

/**
 * Which files a script opens is not watched: Node cannot do it without native code. What can be told for sure is
 * whether a predictions file for this test data lies among the files that were handed in.
 */
export async function auditInputs(context: AuditContext): Promise<AuditItem> {
  const { request, setting, plain } = context;
  const found: { name: string; sha256: string; rowsEqual: number; rows: number }[] = [];
  for (const file of [...(request.helpers ?? []), ...request.modelFiles]) {
    const bytes = await readSmall(file);
    if (bytes === null) continue;
    const parsed = parsePredictions(bytes, { ...setting.format, cell: { kind: "text" } });
    if (!parsed.ok) continue;
    const { rows, rowsDiffering } = comparePredictions(parsed.value, plain.predictions);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    found.push({ name: file.name, sha256, rowsEqual: rows - rowsDiffering, rows });
  }
  const [first] = found;
  if (first === undefined)
    return {
      finding: "not-run",
      why: "The files that the script opens are not watched by this sandbox. No predictions file lies among the handed-in files.",
      evidence: {},
    };
  const why = `${first.name} among the handed-in files is a predictions file for this test data; ${thousands(first.rowsEqual)} of its ${thousands(first.rows)} rows equal what the script wrote.`;
  return { finding: "suspicious", why, evidence: { files: found } };
}

async function readSmall(file: HandInFile): Promise<Uint8Array | null> {
  if ("bytes" in file) return file.bytes.length <= largestLookedAt ? file.bytes : null;
  const { size } = await stat(file.path);
  return size <= largestLookedAt ? await readFile(file.path) : null;
}
