import type { Dataset, InputProblem, Parsed } from "@gradmark/contract";
import { type IdxImages, parseIdxImages, parseIdxLabels } from "./idx.ts";
import { type DataPlace, readDataFile } from "./read-data-file.ts";
import type { SourceData } from "./source-data.ts";

type IdxDataset = Extract<Dataset, { source: "idx" }>;

interface Part {
  images: IdxImages;
  labels: Uint8Array;
}

/** Reads pairs of IDX files, images and their classes, one pair after the other. */
export async function readIdxParts(
  { parts }: Pick<IdxDataset, "parts">,
  place: DataPlace,
  labels: readonly string[],
): Promise<Parsed<SourceData>> {
  const read = await Promise.all(parts.map((part) => readPart(part, place)));
  const problems = read.flatMap((part) => (part.ok ? [] : part.problems));
  const whole = read.flatMap((part) => (part.ok ? [part.value] : []));
  const [first] = whole;
  if (problems.length > 0 || !first) return { ok: false, problems };
  const { height, width } = first.images;
  const other = whole.findIndex((part) => part.images.height !== height || part.images.width !== width);
  if (other !== -1)
    return refuse(parts[other]?.images.name ?? "", `has images of another size than ${height} × ${width}`);
  const joined = join(whole);
  const stray = joined.labels.findIndex((label) => label >= labels.length);
  if (stray !== -1)
    return refuse(
      "labels",
      `class ${joined.labels[stray]} of row ${stray} has no label: the kit names ${labels.length}`,
    );
  return {
    ok: true,
    value: {
      rows: joined.images.rows,
      inputs: { kind: "images", images: joined.images },
      target: (row) => labels[joined.labels[row] ?? -1] ?? outside(row),
      published: publishedRows(whole),
    },
  };
}

async function readPart({ images, labels }: IdxDataset["parts"][number], place: DataPlace): Promise<Parsed<Part>> {
  const [pixels, classes] = await Promise.all([readDataFile(place, images), readDataFile(place, labels)]);
  if (!pixels.ok) return pixels;
  if (!classes.ok) return classes;
  const read = parseOrRefuse(images.name, () => parseIdxImages(pixels.value));
  const labelled = parseOrRefuse(labels.name, () => parseIdxLabels(classes.value));
  if (!read.ok) return read;
  if (!labelled.ok) return labelled;
  if (read.value.rows !== labelled.value.length)
    return refuse(
      labels.name,
      `has ${labelled.value.length} labels for the ${read.value.rows} images of ${images.name}`,
    );
  return { ok: true, value: { images: read.value, labels: labelled.value } };
}

/** A file with the right hash that is no IDX file: the kit's author named the wrong one. */
function parseOrRefuse<T>(name: string, parse: () => T): Parsed<T> {
  try {
    return { ok: true, value: parse() };
  } catch (error) {
    return refuse(name, error instanceof Error ? error.message : String(error));
  }
}

function refuse(name: string, what: string): { ok: false; problems: InputProblem[] } {
  return { ok: false, problems: [{ code: "schema", path: name, message: `The data file ${name}: ${what}.` }] };
}

function join(parts: readonly Part[]): Part {
  const [first, ...rest] = parts;
  if (!first) throw new Error("no data parts");
  if (rest.length === 0) return first;
  const rows = parts.reduce((sum, part) => sum + part.labels.length, 0);
  const { height, width } = first.images;
  const pixels = new Uint8Array(rows * height * width);
  const labels = new Uint8Array(rows);
  let row = 0;
  for (const part of parts) {
    pixels.set(part.images.pixels, row * height * width);
    labels.set(part.labels, row);
    row += part.labels.length;
  }
  return { images: { rows, height, width, pixels }, labels };
}

function publishedRows(parts: readonly Part[]): SourceData["published"] {
  const [train, test] = parts;
  return parts.length === 2 && train && test ? { train: train.labels.length, test: test.labels.length } : null;
}

function outside(row: number): never {
  throw new RangeError(`the data have no row ${row}`);
}
