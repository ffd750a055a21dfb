import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const pieceBytes = 4 * 2 ** 20;

/**
 * SHA-256 of a file of any size in hexadecimal, piece by piece, so that the page stays alive. The browser's own
 * function wants the whole file in memory, and is missing where the page did not come by https.
 */
export async function hashFile(file: Blob, signal?: AbortSignal): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += pieceBytes) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()));
  }
  return bytesToHex(hash.digest());
}
