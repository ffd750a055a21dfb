import type { InputProblem } from "@gradmark/contract";

/** What the portal says of an upload; the keys beside `ok` depend on its kind. */
export type UploadResult<Taken> =
  | (Taken & { ok: true })
  | { ok: false; refusal: string; message: string; problems?: InputProblem[] };

/**
 * Sends a file with its hash. `fetch` cannot tell how far it has come, so this is an XMLHttpRequest.
 *
 * @param query `course`, `kind` and what the kind asks for
 * @param onProgress share of the bytes that have left, 0 to 1
 */
export async function uploadFile<Taken>(
  query: Record<string, string>,
  file: Blob,
  { onProgress, signal }: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<UploadResult<Taken>> {
  const sha256 = await hashOf(file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const fail = (refusal: string, message: string) => done({ ok: false, refusal, message });
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => done(readAnswer(request));
    request.onerror = () => fail("no-answer", noAnswer);
    request.onabort = () => fail("cancelled", "The upload was cancelled. Nothing was taken.");
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", `/api/upload?${new URLSearchParams(query)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (sha256) request.setRequestHeader("X-Gradmark-Sha256", sha256);
    request.send(file);
  });
}

const noAnswer =
  "The connection broke before the portal had everything. Look at the list of your entries, then try again.";

/** Browsers compute hashes on secure origins only; elsewhere the number of bytes has to do. */
async function hashOf(file: Blob): Promise<string | null> {
  if (!globalThis.isSecureContext || file.size > 256 * 2 ** 20) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function readAnswer<Taken>(request: XMLHttpRequest): UploadResult<Taken> {
  try {
    return JSON.parse(request.responseText) as UploadResult<Taken>;
  } catch {
    return { ok: false, refusal: "no-answer", message: noAnswer };
  }
}
