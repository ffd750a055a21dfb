import { ownOrigin } from "./auth.ts";
import { foreignOriginMessage, isOwnOrigin } from "./check-origin.ts";
import { incidentOf, logFailure } from "./errors.ts";
import { openHouse } from "./house.ts";

/**
 * `/api/auth`: better-auth, behind our own check of the origin. better-auth refuses a cookie without an `Origin`;
 * a program that is no browser has none to send, so ours is put in once the request is known not to be a page's.
 */
export async function answerAuth(request: Request): Promise<Response> {
  if (request.method !== "GET" && !isOwnOrigin(request)) {
    return Response.json({ code: "FOREIGN_ORIGIN", message: foreignOriginMessage }, { status: 403 });
  }
  try {
    return await openHouse().auth.handler(withOrigin(request));
  } catch (cause) {
    const error = new Error("better-auth failed", { cause });
    logFailure(error, "auth");
    const message = `This is our fault, not yours. Try again in a minute; if it stays, tell the staff this number: ${incidentOf(error)}.`;
    return Response.json({ code: "OUR_FAULT", message }, { status: 500 });
  }
}

function withOrigin(request: Request): Request {
  if (request.headers.has("origin")) return request;
  const headers = new Headers(request.headers);
  headers.set("origin", ownOrigin(request));
  return new Request(request, { headers });
}
