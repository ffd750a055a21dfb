import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PredictionsFormat } from "@gradmark/contract";
import { type LoadedKit, loadKit, predictionsFormat } from "@gradmark/course";
import type { Checksums } from "./files/list-files.ts";
import { type CompileOnce, createCompileOnce } from "./gradients/compile-once.ts";

/** The files of the courses in a data folder, as far as they never change once a course is prepared. */
export interface CourseShelf {
  /** Folder of what everybody in the course may download. */
  publicFolder(slug: string): string;
  /** The copy of the kit that was taken when the course was made. */
  kitFolder(slug: string): string;
  kit(slug: string): Promise<LoadedKit>;
  /** A gradient problem of a course, compiled when it was not among those asked for last. */
  compiled: CompileOnce;
  /** Of files that were listed before. */
  checksums: Checksums;
  format(slug: string): Promise<PredictionsFormat>;
}

/** Keeps kit and test ids of each course in memory: they are read on every upload. */
export function createCourseShelf(home: string): CourseShelf {
  const kits = new Map<string, Promise<LoadedKit>>();
  const formats = new Map<string, Promise<PredictionsFormat>>();
  const folder = (slug: string, name: string) =>
    join(/* turbopackIgnore: true */ home, "courses", checkedSlug(slug), name);
  const kit = (slug: string) => remembered(kits, slug, () => readKit(folder(slug, "kit")));
  return {
    checksums: new Map(),
    publicFolder: (slug) => folder(slug, "public"),
    kitFolder: (slug) => folder(slug, "kit"),
    kit,
    compiled: createCompileOnce(mostCompiled),
    format: (slug) =>
      remembered(formats, slug, async () => {
        const { kit: course } = await kit(slug);
        return predictionsFormat(
          course,
          await readIds(join(/* turbopackIgnore: true */ folder(slug, "public"), "test.csv")),
        );
      }),
  };
}

/** A compiled problem holds up to some megabytes: its graph and the points at which answers are tried. */
const mostCompiled = 64;

async function readKit(folder: string): Promise<LoadedKit> {
  const loaded = await loadKit(folder);
  if (!loaded.ok) throw new Error(`The kit in ${folder} cannot be used: ${loaded.problems[0]?.message ?? ""}`);
  return loaded.value;
}

async function readIds(file: string): Promise<string[]> {
  const [, ...rows] = (await readFile(file, "utf8")).split(/\r?\n/);
  return rows.flatMap((row) => (row === "" ? [] : [row.split(",", 1)[0] ?? ""]));
}

/** A failure is forgotten, so that a course that is being prepared becomes readable as soon as it is ready. */
function remembered<T>(known: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const found = known.get(key);
  if (found) return found;
  const loading = load();
  known.set(key, loading);
  loading.catch(() => known.delete(key));
  return loading;
}

/** Slugs come from our own database; a path is made of one only when it still looks like one. */
function checkedSlug(slug: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) throw new Error(`"${slug}" is not the name of a course`);
  return slug;
}
