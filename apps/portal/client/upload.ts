import type { InputProblem } from "@gradmark/contract";
import { hashFile } from "./hash-file.ts";

/** What the portal says of an upload; the keys beside `ok` depend on its kind. */
export type UploadResult<Taken> =
  | (Taken & { ok: true })
  | { ok: false; refusal: string; message: string; problems?: InputProblem[] };

export interface Following {
  /** Share of the bytes that have left, 0 to 1. */
  onProgress?: (share: number) => void;
  /** The connection is broken and will be tried again; or it is back. */
  onPause?: (paused: boolean) => void;
  signal?: AbortSignal;
}

/** What is smaller is sent at once: it is quicker to send it again than to ask how much of it has arrived. */
const smallBytes = 512 * 1024;

/**
 * Sends a file with its hash; a large one in pieces.
 *
 * @param query `course`, `kind` and what the kind asks for
 */
export async function uploadFile<Taken>(
  query: Record<string, string>,
  file: Blob,
  following: Following = {},
): Promise<UploadResult<Taken>> {
  if (file.size <= smallBytes) return sendAtOnce(query, file, following);
  const { uploadInPieces } = await import("./upload-in-pieces.ts");
  return uploadInPieces(query, file, following);
}

/** `fetch` cannot tell how far it has come, so this is an XMLHttpRequest. */
async function sendAtOnce<Taken>(
  query: Record<string, string>,
  file: Blob,
  { onProgress, signal }: Following,
): Promise<UploadResult<Taken>> {
  const sha256 = await hashFile(file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => done(readAnswer(request));
    request.onerror = () => done(broken);
    request.onabort = () => done(cancelled);
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", `/api/upload?${new URLSearchParams(query)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-Gradmark-Sha256", sha256);
    request.send(file);
  });
}

export const noAnswer = {
  refusal: "no-answer",
  message: "The connection broke before the portal had answered. Look at the list of your files, then try again.",
};
export const broken = { ok: false as const, ...noAnswer };
export const cancelled = {
  ok: false as const,
  refusal: "cancelled",
  message: "The upload was cancelled. Nothing was taken.",
};

function readAnswer<Taken>(request: XMLHttpRequest): UploadResult<Taken> {
  try {
    return JSON.parse(request.responseText) as UploadResult<Taken>;
  } catch {
    return broken;
  }
}
