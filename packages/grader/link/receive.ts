import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { mebibytes } from "../rerun/words.ts";
import { LinkStopped, linkProblem } from "./link-problem.ts";
import type { LinkRules } from "./link-rules.ts";

export interface Received {
  sha256: string;
  bytes: number;
  /** The first bytes, by which a page is told from a file. */
  head: Buffer;
}

const headBytes = 64 * 1024;

/**
 * Writes what a server sends into a new file, hashing as it comes. A transfer encoding is undone; the bytes after it
 * are counted, so that a small answer cannot grow beyond the limit. The file itself is never unpacked.
 * @throws LinkStopped, or the error of the connection
 */
export async function receive(
  response: IncomingMessage,
  to: string,
  rules: LinkRules,
  signal: AbortSignal,
): Promise<Received> {
  if (Number(response.headers["content-length"] ?? 0) > rules.maxBytes) throw tooLarge(rules);
  const hash = createHash("sha256");
  const head: Buffer[] = [];
  let bytes = 0;
  const count = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      if (bytes < headBytes) head.push(chunk.subarray(0, headBytes - bytes));
      bytes += chunk.length;
      if (bytes > rules.maxBytes) throw tooLarge(rules);
      hash.update(chunk);
      yield chunk;
    }
  };
  const file = createWriteStream(to, { flags: "wx", mode: 0o600 });
  const decoder = decoderOf(response.headers["content-encoding"]);
  if (decoder === null) await pipeline(response, count, file, { signal });
  else await pipeline(response, decoder, count, file, { signal });
  return { sha256: hash.digest("hex"), bytes, head: Buffer.concat(head) };
}

function decoderOf(encoding = "identity"): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case "identity":
    case "":
      return null;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new LinkStopped(linkProblem("link-refused", "The link's server sends an encoding that nobody asked for."));
  }
}

function tooLarge({ maxBytes }: LinkRules): LinkStopped {
  const message = `The file behind the link has more than the ${mebibytes(maxBytes)} that are allowed. Hand in a smaller model.`;
  return new LinkStopped(linkProblem("link-too-large", message));
}
