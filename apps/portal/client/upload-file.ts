/** What the portal answers to an upload; `T` is what it adds when the file was taken. */
export type UploadAnswer<T> =
  | ({ ok: true } & T)
  | { ok: false; refusal: string; message: string; problems?: { message: string; row?: number }[] };

/**
 * Sends a file, bare, to `/api/upload`. `onProgress` hears the share of the bytes that have left, from 0 to 1. An
 * abort or a broken connection is an answer like any other refusal: nothing was taken.
 */
export function uploadFile<T>(
  query: Record<string, string>,
  file: Blob,
  { onProgress, signal }: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<UploadAnswer<T>> {
  // Not fetch: browsers tell the progress of an upload only here.
  const request = new XMLHttpRequest();
  return new Promise((done) => {
    request.open("POST", `/api/upload?${new URLSearchParams(query)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "text";
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => done(readAnswer(request.status, request.responseText));
    request.onerror = () => done(refused("no-connection", lostMessage));
    request.onabort = () => done(refused("aborted", "The upload was stopped. Nothing was taken."));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

const lostMessage = "The connection broke before the whole file had arrived. Nothing was taken; upload it again.";

function readAnswer<T>(status: number, text: string): UploadAnswer<T> {
  try {
    return JSON.parse(text);
  } catch {
    return refused("no-answer", `The portal answered with status ${status} and no reason. Upload the file again.`);
  }
}

function refused<T>(refusal: string, message: string): UploadAnswer<T> {
  return { ok: false, refusal, message };
}
