import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small data folder for tests: random images whose label is their first pixel modulo 10. */
export interface ExampleData {
  root: string;
  dataDir: string;
  scratch: string;
  ids: string[];
  labels: number[];
  /** A predictions file; `change` alters single labels. */
  predictions(change?: (label: number, row: number) => number): Uint8Array;
  solution: Uint8Array;
}

export function makeExampleData(rows = 200): ExampleData {
  const root = mkdtempSync(join(tmpdir(), "gradmark-test-"));
  const dataDir = join(root, "data");
  const scratch = join(root, "scratch");
  mkdirSync(dataDir);
  mkdirSync(scratch);
  const pixels = randomBytes(rows * 784);
  const header = Buffer.alloc(16);
  for (const [at, value] of [0x803, rows, 28, 28].entries()) header.writeUInt32BE(value, 4 * at);
  const ids = Array.from({ length: rows }, (_, k) => String(1000 + ((k * 7919) % 9000)));
  const labels = ids.map((_, k) => (pixels[784 * k] ?? 0) % 10);
  const csv = (header: string, cell: (k: number) => string): string =>
    `${header}\n${ids.map((id, k) => `${id}${cell(k)}`).join("\n")}\n`;
  writeFileSync(join(dataDir, "test-images.idx"), Buffer.concat([header, pixels]));
  writeFileSync(
    join(dataDir, "test.csv"),
    csv("Id", () => ""),
  );
  writeFileSync(
    join(dataDir, "sample_submission.csv"),
    csv("Id,Label", () => ",0"),
  );
  return {
    root,
    dataDir,
    scratch,
    ids,
    labels,
    predictions: (change = (label) => label) => Buffer.from(csv("Id,Label", (k) => `,${change(labels[k] ?? 0, k)}`)),
    solution: Buffer.from(csv("Id,Label,Usage", (k) => `,${labels[k]},${k % 2 === 0 ? "Public" : "Private"}`)),
  };
}
