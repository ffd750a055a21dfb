import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnownHost } from "../kaggle/origin.ts";

/**
 * A client that was told that we are its HTTP proxy sends whole addresses as its targets. They are answered here as if
 * they had been sent to us, when they name this machine or the portal and ask for the API; anything else is refused.
 * Nothing is ever passed on: the portal is no proxy.
 */
export function settleTarget(request: IncomingMessage, response: ServerResponse): boolean {
  const target = request.url ?? "";
  if (target.startsWith("/")) return true;
  const url = URL.canParse(target) ? new URL(target) : null;
  const web = url?.protocol === "http:" || url?.protocol === "https:";
  if (url && web && isKnownHost(url.host) && url.pathname.startsWith("/api/v1/")) {
    request.url = url.pathname + url.search;
    request.headers.host = url.host;
    return true;
  }
  const message = "This is a Gradmark portal and no proxy. Set HTTP_PROXY for the kaggle command only.";
  response.writeHead(421, { "Content-Type": "application/json", Connection: "close" });
  response.end(JSON.stringify({ code: 421, message }));
  return false;
}
