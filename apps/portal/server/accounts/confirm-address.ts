import type { AuthRoute } from "../answer-auth.ts";
import { newAddressIn } from "../auth.ts";
import { networkAddress, readFields, refuseAuth, refuseForNow } from "./refuse-auth.ts";

/**
 * Takes the token of a mail: `{token}`. By POST, unlike better-auth's own route, so that neither a mail scanner that
 * opens links nor a page of another site confirms anything. A new address is confirmed only where its account is
 * signed in: a mail to a mistyped address gives its reader no account.
 *
 * Answers `{done}`: `confirmed` the address, `changed` it to the new one, or `allowed` the change, which the new
 * address must confirm.
 */
export const confirmAddress: AuthRoute = async ({ accounts }, request) => {
  const { auth, guards } = accounts;
  const network = networkAddress(request);
  const wait = guards.badLinks.waitFor(network, new Date());
  if (wait > 0) return refuseForNow("TOO_MANY_BAD_LINKS", "Too many links from your address opened nothing.", wait);
  // A token is a few hundred characters, and better-auth checks its signature.
  const { token } = await readFields(request);
  const text = typeof token === "string" ? token.slice(0, 4_000) : "";
  const newAddress = newAddressIn(text);
  const session = newAddress === null ? null : await auth.api.getSession({ headers: request.headers });
  if (newAddress !== null && !session)
    return refuseAuth(
      401,
      "SIGN_IN_FIRST",
      "Sign in with your present address in this browser, then open the link of the mail again.",
    );
  const answer = await auth.handler(asBetterAuthWants(request, text));
  if (!answer.ok) {
    guards.badLinks.note(network, new Date());
    return answer;
  }
  const { user }: { user?: { email?: string } | null } = await answer.json();
  const done = newAddress === null ? "confirmed" : user?.email === newAddress.toLowerCase() ? "changed" : "allowed";
  return Response.json({ done }, { headers: onlyCookies(answer) });
};

function asBetterAuthWants(request: Request, token: string): Request {
  const url = new URL("/api/auth/verify-email", request.url);
  url.searchParams.set("token", token);
  return new Request(url, { headers: request.headers });
}

/** The session that better-auth opens with a first confirmation. */
function onlyCookies(answer: Response): Headers {
  const headers = new Headers();
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return headers;
}
