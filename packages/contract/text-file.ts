import type { InputProblem, Parsed } from "./input-problem.ts";

/** The text of a file that must be UTF-8 (a byte-order mark is dropped), or what is wrong with its bytes. */
export function decodeText(bytes: Uint8Array, maximumBytes: number): Parsed<string> {
  const refuse = (problem: InputProblem): Parsed<string> => ({ ok: false, problems: [problem] });
  if (bytes.length === 0) return refuse(textProblem.empty());
  if (bytes.length > maximumBytes) return refuse(textProblem.tooLarge(bytes.length, maximumBytes));
  if (startsAsUtf16(bytes)) return refuse(textProblem.utf16());
  const nul = bytes.indexOf(0);
  if (nul !== -1) return refuse(textProblem.nul(nul));
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return refuse(textProblem.notUtf8());
  }
}

export function startsAsUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** What can be wrong with a text file as a whole, and what to do. */
export const textProblem = {
  empty: (): InputProblem => ({ code: "file-empty", message: "The file is empty." }),
  tooLarge: (bytes: number, allowed: number): InputProblem => ({
    code: "file-too-large",
    message: `The file has ${bytes} bytes; ${allowed} are allowed.`,
  }),
  utf16: (): InputProblem => ({
    code: "utf-16",
    message: "The file is UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”).",
  }),
  nul: (at: number): InputProblem => ({
    code: "nul-byte",
    message: `Byte ${at + 1} of the file is NUL: this is not a text file, or it is UTF-16. Save it as UTF-8 text.`,
  }),
  notUtf8: (): InputProblem => ({ code: "not-utf8", message: "The file is not UTF-8. Save it as UTF-8 text." }),
};
