import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { InputProblem, InputProblemCode, Parsed } from "@gradmark/contract";

/** A report that opens: its pages, and the program that says it made the file (pdfTeX and the like), if any. */
export interface CheckedReport {
  pages: number;
  producer: string | null;
  /** The text of the first page; only where it was asked for. */
  firstPage?: string;
  /** Web addresses that the document links to, at most 100; only where they were asked for. */
  links?: string[];
}

const readerMs = 20_000;
const readerKilobytes = 1_000_000;

/**
 * Whether the bytes are a PDF that opens. Its name and type as uploaded count for nothing. The file is read by a
 * child process with limits on time and memory. `reader` is that program, for callers whose bundler has moved this
 * file away from it. `words` asks for the first page's text and the links too.
 *
 * @throws when the child process cannot be started.
 */
export async function checkReport(
  bytes: Uint8Array,
  options: { maxBytes?: number; reader?: string; words?: boolean } = {},
): Promise<Parsed<CheckedReport>> {
  const early = obvious(bytes, options.maxBytes ?? Number.POSITIVE_INFINITY);
  if (early !== null) return { ok: false, problems: [early] };
  const reader = options.reader ?? join(import.meta.dirname, "report-pages.ts");
  const answer = await readPages(bytes, [reader, ...(options.words ? ["--text"] : [])]);
  if (answer === null)
    return refuse(
      "report-damaged",
      `The PDF could not be read within ${readerMs / 1000} s and 1 GB of memory. Make it again with pdflatex and upload that file.`,
    );
  if ("pages" in answer) return { ok: true, value: answer };
  if (answer.failure === "PasswordException")
    return refuse("report-encrypted", "The PDF asks for a password. Upload it without one.");
  return refuse(
    "report-damaged",
    `The PDF is damaged (${answer.message.replace(/\.$/, "")}). Open it on your machine; if it opens there, make it again and upload that file.`,
  );
}

function refuse(code: InputProblemCode, message: string): Parsed<never> {
  return { ok: false, problems: [{ code, message }] };
}

/** What the first bytes tell: cheaper and clearer than what a PDF reader would say. */
function obvious(bytes: Uint8Array, maxBytes: number): InputProblem | null {
  if (bytes.length === 0) return { code: "file-empty", message: "The report is empty." };
  if (bytes.length > maxBytes)
    return {
      code: "file-too-large",
      message: `The report has ${bytes.length} bytes; ${maxBytes} are allowed. Figures as vector graphics are smaller.`,
    };
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  if (head.includes("%PDF-")) return null;
  const kinds: [RegExp, string][] = [
    [/^PK/, "a zip archive or a Word file"],
    [/^\s*<(!doctype|html)/i, "a web page"],
    [/^\s*(\\documentclass|%)/, "LaTeX source"],
    [/^%!PS/, "PostScript"],
    [/^\x89PNG|^\xff\xd8\xff/, "an image"],
  ];
  const kind = kinds.find(([pattern]) => pattern.test(head))?.[1];
  return {
    code: "report-not-pdf",
    message: `The report is not a PDF${kind === undefined ? "" : ` but ${kind}`}. Upload the file that LaTeX made from your source.`,
  };
}

type ReaderAnswer = CheckedReport | { failure: string; message: string };

/** What the reader says; null when it was stopped, ran out of memory or died. */
async function readPages(bytes: Uint8Array, program: readonly string[]): Promise<ReaderAnswer | null> {
  // The shell sets the memory limit (data segment) and becomes Node. Nothing of ours is in its environment.
  const child = spawn(
    "/bin/sh",
    ["-c", `ulimit -d ${readerKilobytes}; exec "$0" "$@"`, process.execPath, "--max-old-space-size=512", ...program],
    { env: { NODE_ENV: "production" }, stdio: ["pipe", "pipe", "ignore"], timeout: readerMs, killSignal: "SIGKILL" },
  );
  child.stdin.on("error", () => {}); // the reader may die before it has read everything; its exit code tells
  child.stdin.end(bytes);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [code, output] = await Promise.all([ended, text(child.stdout)]);
  return code === 0 ? (JSON.parse(output) as ReaderAnswer) : null;
}
