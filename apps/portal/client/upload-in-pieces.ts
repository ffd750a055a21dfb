import { DetailedError, defaultOptions, type PreviousUpload, Upload } from "tus-js-client";
import { hashFile } from "./hash-file.ts";
import { broken, cancelled, type Following, noAnswer, type UploadResult } from "./upload.ts";

/** At most so much is sent again after a connection broke; proxies like bodies that end. */
const pieceBytes = 16 * 2 ** 20;
/** About a quarter of an hour of silence; a byte that arrives begins it anew. Milliseconds. */
const retryDelays = [0, 1000, 3000, 5000, 10_000, ...Array.from({ length: 30 }, () => 30_000)];

/**
 * Sends a file so that a broken connection, a closed laptop or a reloaded page cost nothing that has arrived: it goes
 * on by itself, and when the same file is chosen again within a day.
 */
export async function uploadInPieces<Taken>(
  query: Record<string, string>,
  file: Blob,
  following: Following,
): Promise<UploadResult<Taken>> {
  const { signal } = following;
  const hash = hashFile(file, signal);
  hash.catch(() => {}); // told where it is waited for
  const sent = await send<Taken>(query, file, following);
  if ("ok" in sent) return sent;
  try {
    const answer = await finish<Taken>({ ...query, pieces: sent.id }, await hash, following);
    // Kept while the same bytes may be asked for again: a second “yes, this file once more” sends nothing.
    if (answer.ok || answer.refusal === "bad-file" || answer.refusal === "not-found") await forget(sent.known);
    return answer;
  } catch {
    return signal?.aborted ? cancelled : broken;
  }
}

interface Sent {
  id: string;
  known: PreviousUpload[];
}

async function send<Taken>(
  query: Record<string, string>,
  file: Blob,
  { onProgress, onPause, signal }: Following,
): Promise<UploadResult<Taken> | Sent> {
  const { promise, resolve } = Promise.withResolvers<UploadResult<Taken> | null>();
  const upload = new Upload(file, {
    endpoint: `/api/upload/pieces?${new URLSearchParams({ course: query.course ?? "", kind: query.kind ?? "" })}`,
    chunkSize: pieceBytes,
    retryDelays,
    onShouldRetry: (error) => {
      const again = isPassing(error);
      if (again) onPause?.(true);
      return again;
    },
    onProgress: (bytes, all) => {
      onPause?.(false);
      onProgress?.(all > 0 ? bytes / all : 0);
    },
    onSuccess: () => resolve(null),
    onError: (error) => resolve(refusalOf(error)),
  });
  signal?.addEventListener(
    "abort",
    () =>
      void upload.abort(true).then(
        () => resolve(cancelled),
        () => resolve(cancelled),
      ),
    {
      once: true,
    },
  );
  const [previous] = await upload.findPreviousUploads();
  if (previous) upload.resumeFromPreviousUpload(previous);
  upload.start();
  const refused = await promise;
  return refused ?? { id: upload.url?.split("/").at(-1) ?? "", known: await upload.findPreviousUploads() };
}

/** Whether another try may end otherwise: no answer at all, a lock, a server that starts anew; not a full disk. */
function isPassing(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0;
  return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
}

function refusalOf<Taken>(error: Error): UploadResult<Taken> {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
  if (!body) return broken;
  try {
    return JSON.parse(body) as UploadResult<Taken>;
  } catch {
    return { ok: false, refusal: "no-answer", message: body };
  }
}

/** Asks for the file to be taken, as often as it needs; asking twice takes it once. */
async function finish<Taken>(
  query: Record<string, string>,
  sha256: string,
  { onPause, signal }: Following,
): Promise<UploadResult<Taken>> {
  for (const delay of retryDelays) {
    await new Promise((done) => setTimeout(done, delay));
    const response = await fetch(`/api/upload?${new URLSearchParams(query)}`, {
      method: "POST",
      headers: { "X-Gradmark-Sha256": sha256 },
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      onPause?.(true);
      return null;
    });
    if (response) return (await response.json().catch(() => ({ ok: false, ...noAnswer }))) as UploadResult<Taken>;
  }
  return broken;
}

async function forget(known: PreviousUpload[]): Promise<void> {
  for (const { urlStorageKey } of known) await defaultOptions.urlStorage.removeUpload(urlStorageKey);
}
