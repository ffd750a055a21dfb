import { type Course, decodeText, type HandIn } from "@gradmark/contract";
import type { House } from "../house.ts";

/** A result script as text: it is a student's, and is never anything but text. */
export async function readScript({ blobs }: House, { kit }: Course, { script }: HandIn) {
  const text = decodeText(await blobs.read(script.sha256), kit.handIn.script.maxBytes);
  const language = languages[script.name.slice(script.name.lastIndexOf(".") + 1).toLowerCase()] ?? "text";
  return {
    name: script.name,
    runtime: kit.handIn.script.names[script.name] ?? null,
    language,
    text: text.ok ? text.value : "",
    /** Why it cannot be shown; null when it can. */
    problem: text.ok ? null : (text.problems[0]?.message ?? ""),
  };
}

const languages: Record<string, "lua" | "python" | "javascript" | "typescript"> = {
  lua: "lua",
  py: "python",
  js: "javascript",
  mjs: "javascript",
  ts: "typescript",
};
