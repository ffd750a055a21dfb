import { type Dataset, decodeText, type InputProblem, type InputProblemCode, type Parsed } from "@gradmark/contract";
import { decodeGreyPng, type GreyImage } from "./decode-png.ts";
import { type DataPlace, readDataFile } from "./read-data-file.ts";
import type { SourceData } from "./source-data.ts";

type FolderDataset = Extract<Dataset, { source: "image-folders" }>;

const problemsShown = 20;
const maximumImages = 200_000;
const maximumPixels = 2 ** 29;
/** Files read at a time. */
const atOnce = 64;

interface Listed {
  name: string;
  sha256: string;
  label: string;
}

/**
 * Reads PNG images that lie in one folder for each label. The kit names the list of all files by its hash, and the
 * list, as `sha256sum cat/*.png dog/*.png` writes it, names each image by its own.
 */
export async function readImageFolders(
  { index }: Pick<FolderDataset, "index">,
  place: DataPlace,
  labels: readonly string[],
): Promise<Parsed<SourceData>> {
  const bytes = await readDataFile(place, index);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value, maximumPixels);
  if (!text.ok) return text;
  const listed = readIndex(text.value, index.name, labels);
  if (!listed.ok) return listed;
  const read = await readImages(listed.value, place);
  if (!read.ok) return read;
  const images = read.value;
  const [first] = images;
  if (!first) return refuse("file-empty", index.name, "names no image");
  const { height, width } = first;
  const other = images.findIndex((image) => image.height !== height || image.width !== width);
  const odd = images[other];
  if (odd)
    return refuse(
      "bad-image",
      listed.value[other]?.name ?? "",
      `is ${odd.width} × ${odd.height}; the first image is ${width} × ${height}`,
    );
  const pixels = new Uint8Array(images.length * height * width);
  images.forEach((image, row) => {
    pixels.set(image.pixels, row * height * width);
  });
  return {
    ok: true,
    value: {
      rows: images.length,
      inputs: { kind: "images", images: { rows: images.length, height, width, pixels } },
      target: (row) => listed.value[row]?.label ?? "",
      published: null,
    },
  };
}

function readIndex(text: string, name: string, labels: readonly string[]): Parsed<Listed[]> {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  if (lines.length > maximumImages)
    return refuse("too-many-files", name, `names ${lines.length} images; at most ${maximumImages} are read`);
  const listed: Listed[] = [];
  const problems: InputProblem[] = [];
  for (const [k, line] of lines.entries()) {
    const [, sha256, file, label] = /^([0-9a-f]{64}) [ *](([^/]+)\/[^/]+\.png)$/i.exec(line) ?? [];
    const at = `${name}, line ${k + 1}`;
    if (sha256 === undefined || file === undefined || label === undefined)
      problems.push({ code: "schema", row: k + 1, path: name, message: `${at}: expected HASH  LABEL/IMAGE.png.` });
    else if (!labels.includes(label))
      problems.push({
        code: "unknown-label",
        row: k + 1,
        path: name,
        message: `${at}: the folder "${label}" is none of the kit's labels.`,
      });
    else listed.push({ name: file, sha256: sha256.toLowerCase(), label });
  }
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, problemsShown) } : { ok: true, value: listed };
}

async function readImages(listed: readonly Listed[], place: DataPlace): Promise<Parsed<GreyImage[]>> {
  const images: GreyImage[] = [];
  const problems: InputProblem[] = [];
  let pixels = 0;
  for (let start = 0; start < listed.length && problems.length < problemsShown; start += atOnce) {
    const some = await Promise.all(listed.slice(start, start + atOnce).map((one) => readImage(one, place)));
    for (const image of some) {
      if (!image.ok) problems.push(...image.problems);
      else pixels += images.push(image.value) && image.value.pixels.length;
    }
    if (pixels > maximumPixels)
      return refuse("file-too-large", "the images", `have more than ${maximumPixels} pixels together`);
  }
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, problemsShown) } : { ok: true, value: images };
}

async function readImage(listed: Listed, place: DataPlace): Promise<Parsed<GreyImage>> {
  const bytes = await readDataFile(place, listed);
  if (!bytes.ok) return bytes;
  const { image, why } = decodeGreyPng(bytes.value);
  return image ? { ok: true, value: image } : refuse("bad-image", listed.name, why);
}

function refuse(code: InputProblemCode, name: string, what: string): { ok: false; problems: InputProblem[] } {
  return { ok: false, problems: [{ code, path: name, message: `${name} ${what}.` }] };
}
