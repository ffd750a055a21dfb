import { formatSpan } from "#components/format.ts";
import { ownOrigin } from "./auth.ts";
import { foreignOriginMessage, isOwnOrigin } from "./check-origin.ts";
import { incidentOf, logFailure } from "./errors.ts";
import { type House, openHouse } from "./house.ts";

/**
 * `/api/auth`: better-auth, behind our own check of the origin. better-auth refuses a cookie without an `Origin`;
 * a program that is no browser has none to send, so ours is put in once the request is known not to be a page's.
 */
export async function answerAuth(request: Request): Promise<Response> {
  if (request.method !== "GET" && !isOwnOrigin(request)) return refuse(403, "FOREIGN_ORIGIN", foreignOriginMessage);
  try {
    const house = openHouse();
    const { pathname } = new URL(request.url);
    if (pathname.endsWith("/sign-in/email")) return await guardSignIn(house, request);
    return await house.auth.handler(withOrigin(request));
  } catch (cause) {
    const error = new Error("better-auth failed", { cause });
    logFailure(error, "auth");
    const message = `This is our fault, not yours. Try again in a minute; if it stays, tell the staff this number: ${incidentOf(error)}.`;
    return refuse(500, "OUR_FAULT", message);
  }
}

/**
 * Slows down who guesses passwords: by account and address together, so that nobody can lock another person out, and
 * a class behind one address is not held up by one of its members.
 */
async function guardSignIn({ auth, signIns }: House, request: Request): Promise<Response> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  const email = typeof body === "object" && body !== null && "email" in body ? String(body.email).toLowerCase() : "";
  const key = JSON.stringify([email.slice(0, 300), request.headers.get("x-forwarded-for")]);
  const wait = signIns.waitFor(key, new Date());
  if (wait > 0) {
    const message = `Too many wrong passwords for this account from your address. Try again in ${formatSpan(wait * 1000)}.`;
    return refuse(429, "TOO_MANY_WRONG_PASSWORDS", message, { "Retry-After": String(wait) });
  }
  const answer = await auth.handler(withOrigin(request));
  if (answer.ok) signIns.clear(key);
  else signIns.note(key, new Date());
  return answer;
}

function withOrigin(request: Request): Request {
  if (request.headers.has("origin")) return request;
  const headers = new Headers(request.headers);
  headers.set("origin", ownOrigin(request));
  return new Request(request, { headers });
}

function refuse(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code, message }, { status, headers });
}
