import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Kit } from "@gradmark/contract";
import { zipSync } from "fflate";
import Papa from "papaparse";
import { readKitFile } from "../kit/read-kit-file.ts";
import { parseIdxImages } from "./idx.ts";
import { licenceNote } from "./licence-note.ts";
import { formatPictureSheet } from "./picture-sheet.ts";
import { readPrepared } from "./prepare-data.ts";
import { UnusableData } from "./source-data.ts";
import { formatTableSheet } from "./table-sheet.ts";

export interface PackRequest {
  kit: Kit;
  courseName: string;
  /** The course's folder, prepared. Of its data only `public` is read. */
  courseDir: string;
  /** The kit's folder: handout, starters and the template of the report go into the pack. */
  kitDir: string;
}

export interface StudentPack {
  bytes: Uint8Array;
  /** Names inside of the archive. */
  files: string[];
  sha256: string;
}

/** Folders of a kit that students get, where a kit has them. */
const givenOut = ["starter", "report"];

/**
 * Everything that a team needs on its own machine, as a zip: the data as they were prepared, a sample submission, a
 * picture of the data, handout, starters, licence and checksums. The same course gives the same bytes.
 *
 * @throws when the course is not prepared, or a file is not the one that was prepared: two teams would work on different data
 */
export async function makeStudentPack(request: PackRequest): Promise<StudentPack> {
  const { kit, kitDir } = request;
  const data = await readPublic(request.courseDir);
  const contents = new Map<string, Uint8Array>();
  contents.set("README.md", text(readme(request, [...data.keys()])));
  contents.set("LICENCE.txt", text(licenceNote(kit)));
  for (const [name, bytes] of data) contents.set(`data/${name}`, bytes);
  const sheet = drawSheet(kit, data);
  contents.set(sheet.name, sheet.bytes);
  const handout = await readKitFile(kitDir, kit.handout);
  if (!handout.ok) throw new UnusableData(handout.problems);
  contents.set("handout.md", text(handout.value));
  for (const folder of givenOut)
    for (const name of await listFiles(kitDir, folder)) contents.set(name, await readFile(join(kitDir, name)));
  contents.set("SHA256SUMS", text(checksums(contents)));
  const bytes = zip(contents, kit.id);
  return { bytes, files: [...contents.keys()], sha256: hash(bytes) };
}

async function readPublic(courseDir: string): Promise<Map<string, Uint8Array>> {
  const prepared = await readPrepared(courseDir);
  if (!prepared) throw new Error("The course has no data yet: prepare it first.");
  const data = new Map<string, Uint8Array>();
  for (const { name, sha256 } of prepared.files) {
    if (!name.startsWith("public/")) continue;
    const bytes = await readFile(join(courseDir, name));
    if (hash(bytes) !== sha256) throw new Error(`${name} of the course is not the file that was prepared.`);
    data.set(name.slice("public/".length), bytes);
  }
  return data;
}

function drawSheet({ competition }: Kit, data: ReadonlyMap<string, Uint8Array>): { name: string; bytes: Uint8Array } {
  const images = data.get("train-images.idx");
  const csv = Buffer.from(data.get("train.csv") ?? []).toString("utf8");
  const [header = [], ...rows] = Papa.parse<string[]>(csv, { delimiter: ",", skipEmptyLines: true }).data;
  if (!images) {
    const svg = formatTableSheet(
      header.slice(1),
      rows.map((row) => row.slice(1)),
    );
    return { name: "picture-sheet.svg", bytes: text(svg) };
  }
  const labels = rows.map((row) => row[1] ?? "");
  return { name: "picture-sheet.png", bytes: formatPictureSheet(parseIdxImages(images), labels, competition.labels) };
}

/** Plain files below a folder of the kit; links are left out, since they may lead anywhere. */
async function listFiles(kitDir: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  const names: string[] = await readdir(join(kitDir, folder)).catch(() => []);
  for (const name of names.toSorted()) {
    if (name === "__pycache__" || name === "node_modules" || name.startsWith(".")) continue;
    const path = `${folder}/${name}`;
    const stats = await lstat(join(kitDir, path));
    if (stats.isDirectory()) found.push(...(await listFiles(kitDir, path)));
    else if (stats.isFile()) found.push(path);
  }
  return found;
}

function readme({ kit, courseName }: PackRequest, data: readonly string[]): string {
  const { competition } = kit;
  return `# ${courseName}: ${kit.title}

- \`handout.md\`: what is to be done, and the rules
- \`data/\`: ${data.join(", ")}; data row k of a CSV belongs to image k of the IDX file of the same set, where there is one
- \`data/sample_submission.csv\`: what a predictions file looks like; every id of \`data/test.csv\` once, in any order
- \`picture-sheet\`: the training data at a glance
- \`starter/\`: programs that train, save and predict, to begin with
- \`LICENCE.txt\`: where the data come from, and on what terms
- \`SHA256SUMS\`: check your copy with \`sha256sum -c SHA256SUMS\`

The score is ${typeof competition.metric === "string" ? competition.metric : "the kit's own metric"}; ${competition.triesPerDay} tries a day. Do not train on the test data.
`;
}

function checksums(contents: ReadonlyMap<string, Uint8Array>): string {
  return [...contents].map(([name, bytes]) => `${hash(bytes)}  ${name}\n`).join("");
}

/** fflate writes local time: this is the earliest that a zip can hold, wherever the machine stands. */
const mtime = new Date(1980, 0, 1);

function zip(contents: ReadonlyMap<string, Uint8Array>, folder: string): Uint8Array {
  const files = Object.fromEntries([...contents].map(([name, bytes]) => [`${folder}/${name}`, bytes]));
  return zipSync(files, { level: 6, mtime });
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
