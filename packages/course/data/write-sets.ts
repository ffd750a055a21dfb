import { createHash } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Kit } from "@gradmark/contract";
import Papa from "papaparse";
import type { Split, SplitSet } from "./draw-split.ts";
import { formatIdxImages, pickImages } from "./idx.ts";
import { predictionColumns, sampleCells } from "./prediction-columns.ts";
import type { SourceData } from "./source-data.ts";

/** A file of a prepared course; `name` is relative to the course's folder. */
export interface PreparedFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** A file to be written, made only when its turn comes: the images of one set at a time are in memory. */
interface PlannedFile {
  name: string;
  make: () => Uint8Array | string;
}

/** The five folders of a prepared course; only what is private is closed to other users of the machine. */
export const preparedFolders = { public: 0o755, rerun: 0o755, shadow: 0o755, private: 0o700, "shadow-private": 0o700 };

/** Every file of a prepared course, in the order of writing. Images lie in IDX files, features of a table in the CSV. */
export function planFiles(kit: Kit, split: Split, source: SourceData): PlannedFile[] {
  const { idColumn, targetColumn } = kit.competition;
  const target = (set: SplitSet, row: number) => source.target(set.source[row] ?? -1);
  const solution = (set: SplitSet, usage: (row: number) => string) => () =>
    csv([idColumn, targetColumn, "Usage"], set, (row) => [target(set, row), usage(row)]);
  const { columns, cells } = tableOf(source);
  return [
    ...imageFiles("public/train-images.idx", split.train, source),
    {
      name: "public/train.csv",
      make: () =>
        csv([idColumn, ...columns, targetColumn], split.train, (row) => [
          ...cells(split.train, row),
          target(split.train, row),
        ]),
    },
    ...testFiles(kit, "public", split.test, source),
    ...testFiles(kit, "rerun", split.test, source),
    ...testFiles(kit, "shadow", split.shadow, source),
    {
      name: "private/solution.csv",
      make: solution(split.test, (row) => (split.testIsPublic[row] ? "Public" : "Private")),
    },
    { name: "shadow-private/solution.csv", make: solution(split.shadow, () => "Private") },
  ];
}

function testFiles(kit: Kit, folder: string, set: SplitSet, source: SourceData): PlannedFile[] {
  const { idColumn, targetColumns } = predictionColumns(kit);
  const sample = sampleCells(kit);
  const { columns, cells } = tableOf(source);
  return [
    ...imageFiles(`${folder}/test-images.idx`, set, source),
    { name: `${folder}/test.csv`, make: () => csv([idColumn, ...columns], set, (row) => cells(set, row)) },
    { name: `${folder}/sample_submission.csv`, make: () => csv([idColumn, ...targetColumns], set, () => sample) },
  ];
}

function imageFiles(name: string, set: SplitSet, { inputs }: SourceData): PlannedFile[] {
  if (inputs.kind === "table") return [];
  return [{ name, make: () => formatIdxImages(pickImages(inputs.images, set.source)) }];
}

function tableOf({ inputs }: SourceData): {
  columns: readonly string[];
  cells: (set: SplitSet, row: number) => readonly string[];
} {
  if (inputs.kind === "images") return { columns: [], cells: () => [] };
  return { columns: inputs.columns, cells: (set, row) => inputs.cells(set.source[row] ?? -1) };
}

function csv(fields: string[], set: SplitSet, cells: (row: number) => readonly string[]): string {
  const data = Array.from(set.ids, (id, row) => [String(id), ...cells(row)]);
  return `${Papa.unparse({ fields, data }, { newline: "\n" })}\n`;
}

/** Writes one file under `dir`, to the disk and not only to its cache, and says what was written. */
export async function writePlanned(dir: string, { name, make }: PlannedFile): Promise<PreparedFile> {
  const content = make();
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const folder = dirname(name) as keyof typeof preparedFolders;
  await mkdir(join(dir, folder), { recursive: true, mode: preparedFolders[folder] });
  const mode = preparedFolders[folder] & 0o666;
  const file = await open(join(dir, name), "wx", mode);
  try {
    await file.chmod(mode); // whatever the umask: a sandboxed run under another user reads these files
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return { name, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
