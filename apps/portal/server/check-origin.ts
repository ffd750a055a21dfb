import { ownOrigin } from "./auth.ts";

/**
 * Whether a request may change something by its cookie. Browsers send `Origin` with every request that does, and
 * pages cannot forge it; other programs send none and have no cookie of a stranger to abuse. So: an `Origin` must be
 * ours; without one, the headers that only browsers send must be absent too, or say that the request is our own.
 */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return origin === ownOrigin(request);
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}

export const foreignOriginMessage =
  "This request comes from another site, so nothing was done. Open the portal itself and try there.";
