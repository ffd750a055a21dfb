import { askMail } from "./accounts/ask-mail.ts";
import { claimOwnerLink } from "./accounts/claim-owner-link.ts";
import { confirmAddress } from "./accounts/confirm-address.ts";
import { enterByUniversity } from "./accounts/enter-by-university.ts";
import { guardSignIn } from "./accounts/guard-sign-in.ts";
import { refuseAuth } from "./accounts/refuse-auth.ts";
import { setPassword } from "./accounts/set-password.ts";
import { ownOrigin } from "./auth.ts";
import { foreignOriginMessage, isOwnOrigin } from "./check-origin.ts";
import { incidentOf, logFailure } from "./errors.ts";
import { type House, openHouse } from "./house.ts";

/** Answers one request to an account's route. `request` has an origin of ours. */
export type AuthRoute = (house: House, request: Request) => Promise<Response>;

const plain: AuthRoute = ({ auth }, request) => auth.handler(request);

/**
 * All that `/api/auth` answers. better-auth has more routes than we have uses for, some of which tell session tokens
 * to scripts: what is not in this list does not exist.
 */
export const authRoutes: Readonly<Record<string, AuthRoute>> = {
  "POST sign-up/email": askMail,
  "POST sign-in/email": guardSignIn,
  "POST sign-out": plain,
  "POST change-password": plain,
  "POST change-email": askMail,
  "POST send-verification-email": askMail,
  "POST verify-email": confirmAddress,
  "POST request-password-reset": askMail,
  "POST reset-password": setPassword,
  "POST university": enterByUniversity,
  "GET callback/university": enterByUniversity,
  "POST owner-link": claimOwnerLink,
};

/**
 * `/api/auth`: better-auth, behind our own check of the origin. better-auth refuses a cookie without an `Origin`;
 * a program that is no browser has none to send, so ours is put in once the request is known not to be a page's.
 */
export async function answerAuth(request: Request): Promise<Response> {
  if (request.method !== "GET" && !isOwnOrigin(request)) return refuseAuth(403, "FOREIGN_ORIGIN", foreignOriginMessage);
  const path = new URL(request.url).pathname.replace(/^\/api\/auth\//, "");
  const name = `${request.method} ${path}`;
  const route = Object.hasOwn(authRoutes, name) ? authRoutes[name] : undefined;
  if (!route) return refuseAuth(404, "NO_SUCH_ROUTE", "There is no such address. docs/portal-http.md lists them.");
  try {
    return await route(openHouse(), withOrigin(request));
  } catch (cause) {
    const error = new Error("better-auth failed", { cause });
    logFailure(error, `auth ${path}`);
    const message = `This is our fault, not yours. Try again in a minute; if it stays, tell the staff this number: ${incidentOf(error)}.`;
    return refuseAuth(500, "OUR_FAULT", message);
  }
}

function withOrigin(request: Request): Request {
  if (request.headers.has("origin")) return request;
  const headers = new Headers(request.headers);
  headers.set("origin", ownOrigin(request));
  return new Request(request, { headers });
}
