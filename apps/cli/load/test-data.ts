import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type LoadedKit, preparePublished } from "@gradmark/course";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

/** The folder of test data that was named, or that of the kit's published split, prepared when it is not there. */
export async function findTestData(
  data: string | undefined,
  loaded: LoadedKit | null,
  context: CliContext,
): Promise<string> {
  if (data !== undefined) {
    const dataDir = resolve(context.cwd, data);
    if (!existsSync(join(dataDir, "test.csv"))) throw new UsageError(`--data ${data} has no test.csv`);
    return dataDir;
  }
  if (!loaded) throw new UsageError("give --data, a folder with test data, or --kit for the published test data");
  const { kit, dir: kitDir } = loaded;
  const outDir = join(context.home, "published", kit.id);
  await preparePublished({ kit, kitDir, outDir, signal: context.signal });
  return join(outDir, "rerun");
}
