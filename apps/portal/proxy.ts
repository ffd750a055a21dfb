import { type NextRequest, NextResponse } from "next/server";

/**
 * Gives each page a content security policy of its own: only scripts that carry this response's nonce run. Next
 * puts the nonce on its scripts itself when it finds the policy in the request.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = pagePolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // For pages that send their reader to sign in and back.
  headers.set("x-here", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** Mantine and KaTeX place things by style attributes, so styles stay open; scripts do not. */
function pagePolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    // The reader of reports works in a worker of our own; nothing else may start one.
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Not for `/api`: a request body that passes a proxy is cut at 10 MB with status 200. */
export const config = { matcher: ["/((?!api/|_next/|icon.svg).*)"] };
