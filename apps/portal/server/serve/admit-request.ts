import type { IncomingMessage, ServerResponse } from "node:http";

/** Everything but an upload is a small JSON document. */
const maximumBodyBytes = 1024 * 1024;

/**
 * Turns requests away whose body is too large or of unknown size, before Next reads any of it; uploads count their
 * bytes themselves. Also replaces what a client says of its own address by what the connection says, unless
 * `GRADMARK_TRUST_PROXY=1` says that a proxy in front of us is the client.
 */
export function admitRequest(request: IncomingMessage, response: ServerResponse): boolean {
  if (process.env.GRADMARK_TRUST_PROXY !== "1") {
    request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
    for (const name of ["x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip"])
      delete request.headers[name];
  }
  // A page that the portal's own proxy.ts would mark; from outside it would let a request choose its nonce.
  for (const name of ["x-nonce", "content-security-policy", "x-middleware-subrequest"]) delete request.headers[name];
  if (/^\/api\/(?:upload(?:[?/]|$)|v1\/uploads\/)/.test(request.url ?? "")) return true;
  if (request.headers["transfer-encoding"] !== undefined) {
    refuse(response, 411, "The request does not say how long it is. Send a Content-Length.");
    return false;
  }
  if (Number(request.headers["content-length"] ?? 0) > maximumBodyBytes) {
    refuse(response, 413, `The request is larger than ${maximumBodyBytes} bytes. Files go to /api/upload.`);
    return false;
  }
  return true;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "application/json", Connection: "close" });
  response.end(JSON.stringify({ error: { message } }));
}
