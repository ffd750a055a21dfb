import { lstat, readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { decodeText, type RerunReason, type RuntimeName } from "@gradmark/contract";
import { runtimeOfEnding } from "../runtime/runtime.ts";
import type { HandInFile } from "./rerun-request.ts";
import { shortText, thousands } from "./words.ts";

export interface ReadyScript {
  name: string;
  bytes: Uint8Array;
  runtime: RuntimeName;
}

export interface ScriptRules {
  scriptNames?: Readonly<Record<string, RuntimeName>> | undefined;
  maxBytes: number;
}

/** Reads the script without following a link, and says whether it can be run at all. */
export async function checkScript(
  script: { path: string } | HandInFile,
  rules: ScriptRules,
): Promise<ReadyScript | RerunReason> {
  const name = "name" in script ? script.name : basename(script.path);
  const runtime = runtimeOf(name, rules.scriptNames);
  if (typeof runtime !== "string") return runtime;
  const bytes = "bytes" in script ? script.bytes : await readPlainFile(script.path, rules.maxBytes);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const text = decodeText(bytes, rules.maxBytes);
  if (text.ok) return { name, bytes, runtime };
  const problem = text.problems[0];
  if (problem?.code === "file-too-large") return tooLarge(bytes.length, rules.maxBytes);
  if (problem?.code === "file-empty")
    return reason("script-unreadable", `${shortText(name)} is empty. Upload it again.`);
  return reason("script-not-utf8", `${shortText(name)}: ${problem?.message ?? "not UTF-8 text."}`);
}

/** A name that can be laid beside the script: no path, nothing hidden, nothing that a shell or Lua would read oddly. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name) && !name.includes("..");
}

/** A name that stays inside its folder. */
export function isFileName(name: string): boolean {
  return /^[^/\p{Cc}]{1,200}$/u.test(name) && name !== "." && name !== "..";
}

function runtimeOf(name: string, names: ScriptRules["scriptNames"]): RuntimeName | RerunReason {
  const runtime = names === undefined ? runtimeOfEnding[extname(name).toLowerCase()] : names[name];
  if (runtime !== undefined && isPlainName(name)) return runtime;
  const allowed =
    names === undefined
      ? `its ending must be one of ${Object.keys(runtimeOfEnding).join(", ")}`
      : `it must be named ${Object.keys(names).join(", ")}`;
  return reason(
    "script-unknown-runtime",
    `"${shortText(name)}" cannot be run: ${allowed}, and its name have only letters, digits, ".", "_" and "-". Rename it and hand it in again.`,
  );
}

async function readPlainFile(path: string, maxBytes: number): Promise<Uint8Array | RerunReason> {
  const name = shortText(basename(path));
  const stat = await lstat(path).catch(() => null);
  if (stat === null) return reason("script-unreadable", `${name} is not there. Hand it in again.`);
  if (!stat.isFile())
    return reason(
      "script-unreadable",
      `${name} is ${stat.isSymbolicLink() ? "a link" : "not a file"}. Hand in the script itself.`,
    );
  if (stat.size > maxBytes) return tooLarge(stat.size, maxBytes);
  try {
    return await readFile(path);
  } catch {
    return reason("script-unreadable", `${name} cannot be read. Hand it in again.`);
  }
}

function tooLarge(bytes: number, maxBytes: number): RerunReason {
  return reason(
    "script-too-large",
    `The script has ${thousands(bytes)} bytes; ${thousands(maxBytes)} are allowed. Put weights and data into the model files.`,
  );
}

function reason(code: RerunReason["code"], message: string): RerunReason {
  return { code, side: "team", message };
}
