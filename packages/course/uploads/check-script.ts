import { decodeText, type InputProblem, type Kit, type Parsed, type RuntimeName } from "@gradmark/contract";

/** A result script that can be run: by which runtime, and how many lines it has. */
export interface CheckedScript {
  name: string;
  runtime: RuntimeName;
  lines: number;
}

/** Looks at a result script without running it: its name, its size, its encoding. */
export function checkScript(handIn: Kit["handIn"], file: { name: string; bytes: Uint8Array }): Parsed<CheckedScript> {
  const { names, maxBytes } = handIn.script;
  const runtime = Object.hasOwn(names, file.name) ? names[file.name] : undefined;
  if (runtime === undefined) return { ok: false, problems: [wrongName(Object.keys(names), file.name)] };
  const text = decodeText(file.bytes, maxBytes);
  if (!text.ok)
    return { ok: false, problems: text.problems.map((one) => ({ ...one, message: `${file.name}: ${one.message}` })) };
  return { ok: true, value: { name: file.name, runtime, lines: text.value.trimEnd().split("\n").length } };
}

function wrongName(names: readonly string[], given: string): InputProblem {
  const near = names.find((name) => name.toLowerCase() === given.toLowerCase().split(/[\\/]/).at(-1));
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  return {
    code: "script-wrong-name",
    message: `The script is called "${given}"; it must be called ${alternatives(names)}.${hint}`,
  };
}

function alternatives(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
