import { createHmac } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Kit } from "@gradmark/contract";
import { drawSplit, type Split } from "./draw-split.ts";
import { publishedRows, publishedSplit } from "./published-split.ts";
import { mnistFolder, readMnist } from "./read-mnist.ts";
import { type PreparedFile, planFiles, preparedFolders, writePlanned } from "./write-sets.ts";

export interface PrepareRequest {
  kit: Kit;
  /** The course's secret seed: who knows it and the published data knows the labels. */
  seed: string;
  /** The course's folder; gets `public`, `rerun`, `private`, `shadow`, `shadow-private` and `prepared.json`. */
  outDir: string;
  /** Folder of the published data; default: that of the installed package. */
  sourceDir?: string;
  onProgress?: (progress: { step: string; done: number; total: number }) => void;
  signal?: AbortSignal;
  /** The split itself, when it is not to be drawn from the seed. */
  split?: Split;
}

/** What was prepared; stored as `prepared.json`, which is written last and so says that the rest is complete. */
export interface PreparedData {
  rows: { train: number; test: number; public: number; private: number; shadow: number };
  files: PreparedFile[];
  /** Tells whether two preparations used the same seed, without telling the seed. */
  seedFingerprint: string;
}

const manifestName = "prepared.json";

/**
 * Draws a course's data from the published set and writes them: see `drawSplit`. Row k of each CSV belongs to image
 * k of the IDX file beside it. All or nothing: files are written aside and moved into place when complete, and an
 * interruption leaves a course without data, which can be prepared again. A course that is prepared already is left
 * as it is when kit and seed are the same. One preparation of a folder at a time.
 *
 * @throws when the folder was prepared from another seed or other numbers of rows (entries of teams belong to those
 * data), when the published files are damaged, on input/output errors, and the signal's reason when cancelled.
 */
export async function prepareData(request: PrepareRequest): Promise<PreparedData> {
  const { kit, seed, outDir, signal } = request;
  if (seed === "") throw new RangeError("a course needs a secret seed");
  const fingerprint = createHmac("sha256", seed).update("gradmark split: fingerprint").digest("hex");
  const existing = await readPrepared(outDir);
  if (existing) return sameData(existing, kit, fingerprint, outDir);
  const aside = join(outDir, ".preparing");
  await rm(aside, { recursive: true, force: true });
  try {
    const prepared = await writeAside(request, aside, fingerprint);
    signal?.throwIfAborted();
    await moveIntoPlace(aside, outDir, prepared);
    return prepared;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * The published split of a kit's data, for work without a course: `gradmark benchmark train`, a rerun on a laptop.
 * The same folders and files as `prepareData` makes. @throws like it.
 */
export async function preparePublished(request: Omit<PrepareRequest, "seed" | "split">): Promise<PreparedData> {
  const { competition } = request.kit;
  const dataset = { ...competition.dataset, rows: publishedRows };
  const kit = { ...request.kit, competition: { ...competition, dataset, publicShare: 1 } };
  return prepareData({ ...request, kit, seed: "published split", split: publishedSplit() });
}

/** What `prepareData` left in a course's folder; null when the course has no complete data. */
export async function readPrepared(outDir: string): Promise<PreparedData | null> {
  const text = await readFile(join(outDir, manifestName), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return null;
    throw cause;
  });
  return text === null ? null : (JSON.parse(text) as PreparedData);
}

async function sameData(
  existing: PreparedData,
  { competition }: Kit,
  fingerprint: string,
  outDir: string,
): Promise<PreparedData> {
  const { rows } = existing;
  const { train, test, shadow } = competition.dataset.rows;
  const same =
    existing.seedFingerprint === fingerprint &&
    rows.train === train &&
    rows.test === test &&
    rows.shadow === shadow &&
    rows.public === Math.round(test * competition.publicShare);
  if (!same)
    throw new Error(`${outDir} was prepared from another seed or another split; teams' entries belong to those data.`);
  await checkFiles(outDir, existing);
  return existing;
}

async function writeAside(request: PrepareRequest, aside: string, seedFingerprint: string): Promise<PreparedData> {
  const { kit, seed, sourceDir, onProgress, signal } = request;
  onProgress?.({ step: "reading MNIST", done: 0, total: 1 });
  const mnist = await readMnist(sourceDir ?? mnistFolder());
  signal?.throwIfAborted();
  const { rows } = kit.competition.dataset;
  const publicRows = Math.round(rows.test * kit.competition.publicShare);
  const split = request.split ?? drawSplit(seed, mnist.labels.length, rows, kit.competition.publicShare);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const plan = planFiles(kit, split, mnist);
  const files: PreparedFile[] = [];
  for (const planned of plan) {
    onProgress?.({ step: `writing ${planned.name}`, done: files.length, total: plan.length });
    files.push(await writePlanned(aside, planned));
    signal?.throwIfAborted();
  }
  onProgress?.({ step: "data prepared", done: plan.length, total: plan.length });
  return {
    rows: { ...rows, public: publicRows, private: rows.test - publicRows },
    files,
    seedFingerprint,
  };
}

/** Folders without `prepared.json` are remains of an interrupted preparation: nothing was given out from them. */
async function moveIntoPlace(aside: string, outDir: string, prepared: PreparedData): Promise<void> {
  for (const [folder, mode] of Object.entries(preparedFolders)) {
    await rm(join(outDir, folder), { recursive: true, force: true });
    await rename(join(aside, folder), join(outDir, folder));
    await chmod(join(outDir, folder), mode);
  }
  await checkFiles(outDir, prepared);
  const manifest = join(aside, manifestName);
  const file = await open(manifest, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(prepared, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(manifest, join(outDir, manifestName));
}

async function checkFiles(outDir: string, prepared: PreparedData): Promise<void> {
  for (const { name, bytes } of prepared.files) {
    const found = await stat(join(outDir, name)).catch((cause: unknown) => {
      throw new Error(`${name} of the prepared course is missing in ${outDir}.`, { cause });
    });
    if (found.size !== bytes) throw new Error(`${name} in ${outDir} has ${found.size} bytes; ${bytes} were written.`);
  }
}
