import type { Parsed } from "./input-problem.ts";

/** The text of a file that must be UTF-8 (a byte-order mark is dropped), or what is wrong with its bytes. */
export function decodeText(bytes: Uint8Array, maximumBytes: number): Parsed<string> {
  const refuse = (
    code: "file-empty" | "file-too-large" | "utf-16" | "nul-byte" | "not-utf8",
    message: string,
  ): Parsed<string> => ({ ok: false, problems: [{ code, message }] });
  if (bytes.length === 0) return refuse("file-empty", "The file is empty.");
  if (bytes.length > maximumBytes)
    return refuse("file-too-large", `The file has ${bytes.length} bytes; ${maximumBytes} are allowed.`);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return refuse("utf-16", "The file is UTF-16. Save it as UTF-8 (in Excel: “CSV UTF-8”).");
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1)
    return refuse(
      "nul-byte",
      `Byte ${nul + 1} of the file is NUL: this is not a text file, or it is UTF-16. Save it as UTF-8 text.`,
    );
  try {
    return { ok: true, value: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return refuse("not-utf8", "The file is not UTF-8. Save it as UTF-8 text.");
  }
}
