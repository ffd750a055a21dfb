import { lstat, readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { decodeText, type Parsed } from "@gradmark/contract";

/** No text file of a kit is longer: 1 MiB holds every handout that people read. */
const maximumBytes = 2 ** 20;

/**
 * Reads a text file of a kit. `name` is relative to the kit's folder and written by its author; whatever leads out
 * of the folder, by `..` or by a link, is refused, since a kit may come from a stranger.
 */
export async function readKitFile(dir: string, name: string): Promise<Parsed<string>> {
  const refuse = (code: "file-missing" | "file-not-regular", message: string): Parsed<string> => ({
    ok: false,
    problems: [{ code, path: name, message }],
  });
  const file = join(dir, name);
  const stats = await lstat(file).catch(absent);
  if (stats === null) return refuse("file-missing", `The kit has no file ${name}.`);
  if (!stats.isFile()) return refuse("file-not-regular", `${name} is a link or a folder; it must be a plain file.`);
  const [root, real] = await Promise.all([realpath(dir), realpath(file)]);
  if (!real.startsWith(root + sep)) return refuse("file-not-regular", `${name} lies outside the kit's folder.`);
  if (stats.size > maximumBytes)
    return {
      ok: false,
      problems: [
        {
          code: "file-too-large",
          path: name,
          message: `${name} has ${stats.size} bytes; ${maximumBytes} are allowed.`,
        },
      ],
    };
  const text = decodeText(await readFile(file), maximumBytes);
  if (text.ok) return text;
  return {
    ok: false,
    problems: text.problems.map((problem) => ({ ...problem, path: name, message: `${name}: ${problem.message}` })),
  };
}

function absent(cause: NodeJS.ErrnoException): null {
  if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return null;
  throw cause;
}
