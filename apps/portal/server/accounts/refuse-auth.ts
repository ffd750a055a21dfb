import { formatSpan } from "#components/format.ts";

/** A refusal in the form of better-auth's own, with a sentence for people. */
export function refuseAuth(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ code, message }, { status, headers });
}

/** Too many attempts: what happened, and when the next one is taken. */
export function refuseForNow(code: string, what: string, waitSeconds: number): Response {
  const message = `${what} Try again in ${formatSpan(waitSeconds * 1000)}.`;
  return refuseAuth(429, code, message, { "Retry-After": String(waitSeconds) });
}

/** Where a request comes from, as the connection or our own proxy says. */
export function networkAddress(request: Request): string {
  return request.headers.get("x-forwarded-for") ?? "";
}

/** The fields of a small JSON body; an empty object when it is none. The request can still be read afterwards. */
export async function readFields(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {};
}

/** A field as text of at most 300 characters; empty when it is not there. */
export function fieldOf(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value.slice(0, 300) : "";
}
