import { createHmac } from "node:crypto";
import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Kit } from "@gradmark/contract";
import { type Disguise, disguiseImages } from "./disguise-images.ts";
import { drawSplit, type Split } from "./draw-split.ts";
import { loadSource } from "./load-source.ts";
import { publishedSplit } from "./published-split.ts";
import { type SourceData, UnusableData } from "./source-data.ts";
import { type PreparedFile, planFiles, preparedFolders, writePlanned } from "./write-sets.ts";

export interface PrepareRequest {
  kit: Kit;
  /** The course's secret seed: who knows it and the published data knows the labels. */
  seed: string;
  /** The course's folder; gets `public`, `rerun`, `private`, `shadow`, `shadow-private` and `prepared.json`. */
  outDir: string;
  /** The kit's folder, where its data lie unless it says otherwise; MNIST needs none. */
  kitDir?: string;
  /** Read the data from there instead. */
  sourceDir?: string;
  onProgress?: (progress: { step: string; done: number; total: number }) => void;
  signal?: AbortSignal;
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
 * Draws a course's data from the kit's and writes them: see `drawSplit`. Images lie in IDX files, row k of each CSV
 * belongs to image k of the file beside it; features of a table stand in the CSV itself. All or nothing: files are
 * written aside and moved into place when complete, and an interruption leaves a course without data, which can be
 * prepared again. A course that is prepared already is left as it is when kit and seed are the same. One preparation
 * of a folder at a time.
 *
 * @throws {UnusableData} when files of the kit's data are missing, damaged or not what the kit says
 * @throws when the folder was prepared from another seed or other numbers of rows (entries of teams belong to those
 * data), on input/output errors, and the signal's reason when cancelled
 */
export async function prepareData(request: PrepareRequest): Promise<PreparedData> {
  const { kit, seed, outDir, signal } = request;
  if (seed === "") throw new RangeError("a course needs a secret seed");
  const fingerprint = createHmac("sha256", seed).update("gradmark split: fingerprint").digest("hex");
  const existing = await readPrepared(outDir);
  if (existing) return sameData(existing, kit, fingerprint, outDir);
  return prepareAside(outDir, signal, async (aside) => {
    const source = await readSource(request);
    const { rows } = kit.competition.dataset;
    const { publicShare } = kit.competition;
    const split = drawSplit(seed, source.rows, rows, publicShare);
    return writeAll({ ...request, fingerprint, disguise: imageOptions(kit) }, split, source, aside);
  });
}

/**
 * The published split of a kit's data, for work without a course: `gradmark benchmark train`, a rerun on a laptop.
 * The same folders and files as `prepareData` makes; nothing is distorted. Made anew when the kit names other data
 * than those that lie there: nobody's entries belong to them. @throws like it.
 */
export async function preparePublished(request: Omit<PrepareRequest, "seed">): Promise<PreparedData> {
  const { kit, outDir, signal } = request;
  const { dataset, labels } = kit.competition;
  const fingerprint = createHmac("sha256", "published split")
    .update(JSON.stringify([dataset, labels]))
    .digest("hex");
  const existing = await readPrepared(outDir);
  if (existing?.seedFingerprint === fingerprint) {
    await checkFiles(outDir, existing);
    return existing;
  }
  await rm(join(outDir, manifestName), { force: true });
  return prepareAside(outDir, signal, async (aside) => {
    const source = await readSource(request);
    const disguise = { padTo: imageOptions(kit).padTo };
    const all = { ...request, seed: "published split", fingerprint, disguise };
    return writeAll(all, publishedSplit(source, kit), source, aside);
  });
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

async function prepareAside(
  outDir: string,
  signal: AbortSignal | undefined,
  write: (aside: string) => Promise<PreparedData>,
): Promise<PreparedData> {
  const aside = join(outDir, ".preparing");
  await rm(aside, { recursive: true, force: true });
  try {
    const prepared = await write(aside);
    signal?.throwIfAborted();
    await moveIntoPlace(aside, outDir, prepared);
    return prepared;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function readSource({ kit, kitDir, sourceDir, onProgress, signal }: Omit<PrepareRequest, "seed">) {
  onProgress?.({ step: "reading the data", done: 0, total: 1 });
  const source = await loadSource(kit, kitDir ?? null, sourceDir);
  signal?.throwIfAborted();
  if (!source.ok) throw new UnusableData(source.problems);
  const { train, test, shadow } = kit.competition.dataset.rows;
  const wanted = train + test + shadow;
  if (wanted > source.value.rows) {
    const message = `The kit wants ${wanted} rows in all; its data have ${source.value.rows}.`;
    throw new UnusableData([{ code: "schema", path: "competition.dataset.rows", message }]);
  }
  return source.value;
}

function imageOptions({ competition }: Kit): Disguise {
  const { dataset } = competition;
  return dataset.source === "csv" ? {} : { padTo: dataset.padTo, distortion: dataset.distortion };
}

async function writeAll(
  request: PrepareRequest & { fingerprint: string; disguise: Disguise },
  split: Split,
  source: SourceData,
  aside: string,
): Promise<PreparedData> {
  const { kit, seed, onProgress, signal } = request;
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const plan = planFiles(kit, split, disguised(source, request.disguise, seed));
  const files: PreparedFile[] = [];
  for (const planned of plan) {
    onProgress?.({ step: `writing ${planned.name}`, done: files.length, total: plan.length });
    files.push(await writePlanned(aside, planned));
    signal?.throwIfAborted();
  }
  onProgress?.({ step: "data prepared", done: plan.length, total: plan.length });
  const publicRows = split.testIsPublic.filter(Boolean).length;
  const [train, test, shadow] = [split.train.ids.length, split.test.ids.length, split.shadow.ids.length];
  return {
    rows: { train, public: publicRows, private: test - publicRows, shadow, test },
    files,
    seedFingerprint: request.fingerprint,
  };
}

function disguised(source: SourceData, disguise: Disguise, seed: string): SourceData {
  if (source.inputs.kind === "table") return source;
  return { ...source, inputs: { kind: "images", images: disguiseImages(source.inputs.images, disguise, seed) } };
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
