import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, chmod, type FileHandle, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { InputProblem } from "@gradmark/contract";

/** A stored file: its address and its size. */
export interface StoredBlob {
  sha256: string;
  bytes: number;
}

/** Files under their sha256, in `dir/ab/<sha256>`: stored before acknowledged, never changed. */
export interface BlobStore {
  /**
   * Stores bytes or a stream of them, and returns when they are on the disk. A stream is cut as soon as it grows
   * beyond `maxBytes`.
   *
   * @throws UploadTooLarge when there are more than `maxBytes`; the stream's own error; input/output errors.
   *         Nothing is kept in any of these cases.
   */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<StoredBlob>;
  /**
   * Takes over a whole file that lies on the same disk, without a second copy of it: it is hashed, synced and moved.
   * `note` is called when the hash is known and before the file moves, so that after a crash in between its owner
   * knows where to look.
   *
   * @throws input/output errors; the file then stays where it is.
   */
  adopt(file: string, note: (blob: StoredBlob) => void): Promise<StoredBlob>;
  /** Where the file lies. Read only. @throws when `sha256` is no sha256, so that no name leads out of the store. */
  path(sha256: string): string;
  has(sha256: string): Promise<boolean>;
  /** The bytes, checked against their hash. @throws when they are missing or damaged. */
  read(sha256: string): Promise<Uint8Array>;
}

/**
 * The upload is larger than it may be. An exception and not a value, since the middle of a stream has nobody to
 * return a value to; `problem` is what its sender is told.
 */
export class UploadTooLarge extends Error {
  readonly problem: InputProblem;
  constructor(maxBytes: number) {
    const message = `The file has more than the ${maxBytes} bytes that are allowed. Nothing was stored.`;
    super(message);
    this.name = "UploadTooLarge";
    this.problem = { code: "file-too-large", message };
  }
}

/** Whether an error says that the disk, or our share of it, is full: then nothing was stored. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : null;
  return code === "ENOSPC" || code === "EDQUOT" || isDiskFull(error.cause);
}

/** Opens the store in a folder, which is made when the first file comes. */
export function openBlobStore(dir: string): BlobStore {
  const path = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("not a sha256 in hexadecimal");
    return join(dir, sha256.slice(0, 2), sha256);
  };
  return {
    path,
    put: async (content, { maxBytes }) => {
      const incoming = join(dir, "incoming");
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const aside = join(incoming, randomUUID());
      try {
        const stored = await receive(content, aside, maxBytes);
        await settle(aside, path(stored.sha256), stored.bytes);
        return stored;
      } finally {
        await rm(aside, { force: true });
      }
    },
    adopt: async (file, note) => {
      const stored = await syncAndHash(file);
      note(stored);
      await settle(file, path(stored.sha256), stored.bytes);
      await rm(file, { force: true }); // the same bytes were there already
      return stored;
    },
    has: async (sha256) =>
      access(path(sha256)).then(
        () => true,
        () => false,
      ),
    read: async (sha256) => {
      const bytes = await readFile(path(sha256));
      const found = createHash("sha256").update(bytes).digest("hex");
      if (found !== sha256) throw new Error(`The stored file ${sha256} is damaged: its bytes hash to ${found}.`);
      return bytes;
    },
  };
}

async function receive(
  content: Uint8Array | AsyncIterable<Uint8Array>,
  aside: string,
  maxBytes: number,
): Promise<StoredBlob> {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(aside, "wx", 0o400);
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new UploadTooLarge(maxBytes);
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** Read only from here on; its bytes are on the disk before anybody is told so. */
async function syncAndHash(file: string): Promise<StoredBlob> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
    const hash = createHash("sha256");
    await pipeline(createReadStream(file), hash);
    const { size } = await handle.stat();
    await chmod(file, 0o400);
    return { sha256: hash.digest("hex"), bytes: size };
  } finally {
    await handle.close();
  }
}

/** A file handle may take less than it is given. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}

/**
 * Moves a received file to its address. Who comes second with the same bytes finds the file there and leaves it: so
 * two uploads at once cannot meet half a file, and a file that a rerun has open stays the same file. The folder is
 * synced too, else a power cut could lose the new name of a file whose bytes are safe.
 */
async function settle(aside: string, target: string, bytes: number): Promise<void> {
  const there = await stat(target).catch(() => null);
  if (there?.size === bytes) return;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(aside, target);
  for (const folder of [dirname(target), dirname(dirname(target))]) await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
