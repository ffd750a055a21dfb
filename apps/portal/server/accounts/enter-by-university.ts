import { safeNext } from "#features/account/view.ts";
import type { AuthRoute } from "../answer-auth.ts";
import { logFailure } from "../errors.ts";
import { fieldOf, readFields, refuseAuth } from "./refuse-auth.ts";
import { universityId } from "./university.ts";

/**
 * The university's sign-in service. `POST {next, connect}` answers `{url}`, where the browser goes; the call-back comes
 * from there. With `connect` the service becomes a way into the account that is signed in.
 */
export const enterByUniversity: AuthRoute = async ({ accounts }, request) => {
  if (!accounts.university) return refuseAuth(404, "NO_UNIVERSITY", "No sign-in service is set up here.");
  const auth = await accounts.university().catch((cause: Error) => {
    logFailure(cause, "university");
    return null;
  });
  if (!auth)
    return refuseAuth(
      503,
      "UNIVERSITY_SILENT",
      "The sign-in service does not answer. Try again in a minute, or sign in with your password.",
    );
  if (request.method === "GET") return auth.handler(request);
  const fields = await readFields(request);
  const connect = fields.connect === true;
  const body = {
    provider: universityId,
    callbackURL: connect ? "/account" : safeNext(fieldOf(fields, "next")),
    errorCallbackURL: connect ? "/account" : "/sign-in",
    disableRedirect: true,
  };
  const url = new URL(`/api/auth/${connect ? "link-social" : "sign-in/social"}`, request.url);
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  return auth.handler(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
};
