import { readFileSync, writeFileSync } from "node:fs";

/** The number in a control file, or null when the file is not there. */
export function readNumber(path: string): number | null {
  const text = readText(path);
  if (text === null) return null;
  const value = Number(text.trim());
  return Number.isFinite(value) ? value : null;
}

/** The number after `key` in a control file of `key value` lines, or null. */
export function readKeyed(path: string, key: string): number | null {
  const text = readText(path);
  const line = text?.split("\n").find((one) => one.startsWith(`${key} `));
  return line === undefined ? null : Number(line.slice(key.length + 1));
}

export function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Writes a control file; false when this kernel does not have it. */
export function writeIfPresent(path: string, value: string): boolean {
  try {
    // Never created: a control file is there or the kernel lacks it.
    writeFileSync(path, value, { flag: "r+" });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENODEV";
}
