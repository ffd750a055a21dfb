import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { type AuditItem, parsePredictions } from "@gradmark/contract";
import { comparePredictions } from "../compare/compare-predictions.ts";
import type { HandInFile } from "../rerun/rerun-request.ts";
import { shortText, thousands } from "../rerun/words.ts";
import type { AuditContext } from "./run-audit.ts";

/** A predictions file is small; larger files of a hand-in are weights. */
const largestLookedAt = 64 * 2 ** 20;

/**
 * Says which of the files that it was shown the plain run has read. A script that never read the features cannot have
 * predicted anything; one that read an old predictions file may have copied it.
 */
export async function auditInputs(context: AuditContext): Promise<AuditItem> {
  const { read } = context;
  const predictionsFiles = await findPredictionsFiles(context);
  const filesRead = read?.filter((one) => one.read).map(({ file, sha256 }) => ({ file, sha256 })) ?? null;
  // By hashes and times of access, not by chance: an honest script that reads the images and copies nothing is never
  // found.
  const evidence = { read: filesRead, predictionsFiles, falseAlarmRate: 0 };
  const [copied] = predictionsFiles.filter(({ file }) => wasRead(context, file) !== false);
  if (copied !== undefined) {
    const how = wasRead(context, copied.file) ? "The script read" : "Among the handed-in files lies";
    const why = `${how} ${shortText(copied.file)}, a predictions file for this test data; ${thousands(copied.rowsEqual)} of its ${thousands(copied.rows)} rows equal what the script wrote.`;
    return { finding: "suspicious", why, evidence };
  }
  if (read === null) return { finding: "not-run", why: "This machine does not note when a file is read.", evidence };
  const features = read.some(({ file }) => file === imagesFile) ? imagesFile : testFile;
  if (wasRead(context, features) === false)
    return { finding: "suspicious", why: `The script never read ${features}.`, evidence };
  if (read.some(isModel) && !read.some((one) => isModel(one) && one.read))
    return { finding: "note", why: "The script read none of its model files.", evidence };
  const count = evidence.read?.length ?? 0;
  return {
    finding: "none",
    why: `The script read ${count} of its ${read.length} files, the test data among them.`,
    evidence,
  };
}

const imagesFile = "data/test-images.idx";
const testFile = "data/test.csv";

function isModel({ file }: { file: string }): boolean {
  return file.startsWith("model/");
}

/** null: not known. */
function wasRead({ read }: AuditContext, file: string): boolean | null {
  return read?.find((one) => one.file === file)?.read ?? null;
}

interface PredictionsFile {
  file: string;
  sha256: string;
  rowsEqual: number;
  rows: number;
}

async function findPredictionsFiles({ request, setting, plain }: AuditContext): Promise<PredictionsFile[]> {
  const found: PredictionsFile[] = [];
  const handedIn: { folder: string; file: HandInFile }[] = [
    ...(request.helpers ?? []).map((file) => ({ folder: "script", file })),
    ...request.modelFiles.map((file) => ({ folder: "model", file })),
  ];
  for (const { folder, file } of handedIn) {
    const bytes = await readSmall(file);
    if (bytes === null) continue;
    const parsed = parsePredictions(bytes, { ...setting.format, cell: { kind: "text" } });
    if (!parsed.ok) continue;
    const { rows, rowsDiffering } = comparePredictions(parsed.value, plain.predictions);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    found.push({ file: `${folder}/${file.name}`, sha256, rowsEqual: rows - rowsDiffering, rows });
  }
  return found;
}

async function readSmall(file: HandInFile): Promise<Uint8Array | null> {
  if ("bytes" in file) return file.bytes.length <= largestLookedAt ? file.bytes : null;
  const { size } = await stat(file.path);
  return size <= largestLookedAt ? await readFile(file.path) : null;
}
