import type { InputProblem } from "@gradmark/contract";
import { type BlobStore, type StoredBlob, UploadTooLarge } from "@gradmark/course";

/** Fewer or other bytes arrived than the sender said; `problem` is what the sender is told. */
export class UploadIncomplete extends Error {
  readonly problem: InputProblem;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UploadIncomplete";
    this.problem = { code: "file-incomplete", message };
  }
}

/**
 * Streams the body of a request into the store and returns when it is on the disk, compared with what the request
 * says of itself: `Content-Length`, and `X-Gradmark-Sha256` (hexadecimal) where it is given.
 *
 * @throws UploadTooLarge, UploadIncomplete
 */
export async function receiveFile(request: Request, blobs: BlobStore, maxBytes: number): Promise<StoredBlob> {
  const length = request.headers.get("content-length");
  if (length !== null && Number(length) > maxBytes) throw new UploadTooLarge(maxBytes);
  const stored = await blobs.put(request.body ?? new Uint8Array(), { maxBytes }).catch((cause: unknown) => {
    throw isHangUp(cause) ? new UploadIncomplete(hangUpMessage, { cause }) : cause;
  });
  if (length !== null && Number(length) !== stored.bytes)
    throw new UploadIncomplete(
      `${stored.bytes} of ${length} bytes arrived. Nothing was taken; check your connection and upload the file again.`,
    );
  if (!isExpected(request, stored)) throw new UploadIncomplete(changedMessage(request, stored));
  return stored;
}

/** Whether a file is the one that the request names by its SHA-256, where it names one. */
export function isExpected(request: Request, stored: StoredBlob): boolean {
  const expected = expectedHash(request);
  return expected === undefined || expected === stored.sha256;
}

export function changedMessage(request: Request, { sha256 }: StoredBlob): string {
  return `The file changed on its way: it should have the SHA-256 ${expectedHash(request)?.slice(0, 64)} and has ${sha256}. Upload it again.`;
}

function expectedHash(request: Request): string | undefined {
  return request.headers.get("x-gradmark-sha256")?.toLowerCase();
}

const hangUpMessage = "The connection broke before the whole file had arrived. Nothing was taken; upload it again.";

/** What the stream of a body fails with when its sender goes away: the network's fault, not ours. */
function isHangUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : null;
  return (
    code === "ECONNRESET" || code === "UND_ERR_SOCKET" || error.message === "aborted" || error.name === "AbortError"
  );
}
