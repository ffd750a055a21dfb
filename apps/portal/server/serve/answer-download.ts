import type { IncomingMessage, ServerResponse } from "node:http";
import send from "send";
import { logFailure } from "../errors.ts";
import { openHouse } from "../house.ts";
import { downloadPrefix } from "../kaggle/download-url.ts";
import { findDownload } from "../kaggle/find-download.ts";

/**
 * The downloads of the `kaggle` command, by addresses that carry their permission. They are answered before Next, whose
 * handlers drop `Content-Length`, without which older clients fall over.
 */
export function isDownload(request: IncomingMessage): boolean {
  return (request.url ?? "").startsWith(downloadPrefix);
}

export async function answerDownload(request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
  try {
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 404, notThere);
    const url = new URL(request.url ?? "", "http://localhost");
    const found = await findDownload(openHouse(), url, new Date());
    if (!found) return refuse(response, 403, notThere);
    if ("bytes" in found) return sendBytes(request, response, found);
    response.setHeader("ETag", `"${found.tag}"`);
    await sendFile(request, response, found);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    // Never the address: its query is a permission.
    logFailure(failure, downloadPrefix);
    if (response.headersSent) response.destroy();
    else refuse(response, 500, "This is our fault, not yours. Try again in a minute; if it stays, tell the staff.");
  }
}

const notThere =
  "This address opens no file, or no longer. Ask for it again: kaggle competitions download, or leaderboard --download.";

/** Octets whatever they are: the client takes JSON for an answer of the API, and a browser must run nothing. */
const fixedHeaders = {
  "Content-Type": "application/octet-stream",
  "Content-Disposition": "attachment",
  "Cache-Control": "private, no-store, no-transform",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
};

function sendBytes(request: IncomingMessage, response: ServerResponse, { bytes, at }: { bytes: Uint8Array; at: Date }) {
  response.setHeader("Content-Length", bytes.length);
  response.setHeader("Last-Modified", at.toUTCString());
  response.setHeader("Accept-Ranges", "none");
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** With ranges, for downloads that go on after a broken connection. */
function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, name }: { folder: string; name: string },
) {
  return new Promise<void>((done, fail) => {
    response.once("close", done);
    send(request, encodeURIComponent(name), { root: folder, index: false, dotfiles: "deny", cacheControl: false })
      .on("error", (error: Error & { status?: number }) => {
        if (error.status !== 416) return fail(error);
        response.statusCode = 416;
        response.end();
      })
      .pipe(response);
  });
}

function refuse(response: ServerResponse, code: number, message: string): void {
  response.writeHead(code, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify({ code, message }));
}
