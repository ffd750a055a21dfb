import { createHash } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Kit } from "@gradmark/contract";
import Papa from "papaparse";
import type { Split, SplitSet } from "./draw-split.ts";
import { formatIdxImages, pickImages } from "./idx.ts";
import { predictionColumns, sampleCells } from "./prediction-columns.ts";
import type { Mnist } from "./read-mnist.ts";

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

/** Every file of a prepared course, in the order of writing. */
export function planFiles(kit: Kit, split: Split, mnist: Mnist): PlannedFile[] {
  const label = labelOf(kit, mnist);
  const { idColumn, targetColumn } = kit.competition;
  const solution = (set: SplitSet, usage: (row: number) => string) => () =>
    csv([idColumn, targetColumn, "Usage"], set, (row) => [label(set, row), usage(row)]);
  return [
    ...inputFiles("public", "train-images.idx", split.train, mnist),
    {
      name: "public/train.csv",
      make: () => csv([idColumn, targetColumn], split.train, (row) => [label(split.train, row)]),
    },
    ...testFiles(kit, "public", split.test, mnist),
    ...testFiles(kit, "rerun", split.test, mnist),
    ...testFiles(kit, "shadow", split.shadow, mnist),
    {
      name: "private/solution.csv",
      make: solution(split.test, (row) => (split.testIsPublic[row] ? "Public" : "Private")),
    },
    { name: "shadow-private/solution.csv", make: solution(split.shadow, () => "Private") },
  ];
}

function testFiles(kit: Kit, folder: string, set: SplitSet, mnist: Mnist): PlannedFile[] {
  const { idColumn, targetColumns } = predictionColumns(kit);
  const cells = sampleCells(kit);
  return [
    ...inputFiles(folder, "test-images.idx", set, mnist),
    { name: `${folder}/test.csv`, make: () => csv([idColumn], set, () => []) },
    { name: `${folder}/sample_submission.csv`, make: () => csv([idColumn, ...targetColumns], set, () => cells) },
  ];
}

function inputFiles(folder: string, name: string, set: SplitSet, mnist: Mnist): PlannedFile[] {
  return [{ name: `${folder}/${name}`, make: () => formatIdxImages(pickImages(mnist.images, set.source)) }];
}

function labelOf(kit: Kit, mnist: Mnist): (set: SplitSet, row: number) => string {
  return (set, row) => {
    const digit = mnist.labels[set.source[row] ?? -1] ?? -1;
    const name = kit.competition.labels[digit];
    if (name === undefined) throw new Error(`the kit names no label for class ${digit}`);
    return name;
  };
}

function csv(fields: string[], set: SplitSet, cells: (row: number) => string[]): string {
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
