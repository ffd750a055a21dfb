import type { AuthRoute } from "../answer-auth.ts";
import { networkAddress, refuseForNow } from "./refuse-auth.ts";

/** Sets a new password with the token of a mail: `{token, newPassword}`. All sessions end. */
export const setPassword: AuthRoute = async ({ accounts }, request) => {
  const { auth, guards } = accounts;
  const network = networkAddress(request);
  const wait = guards.badLinks.waitFor(network, new Date());
  if (wait > 0) return refuseForNow("TOO_MANY_BAD_LINKS", "Too many links from your address opened nothing.", wait);
  const answer = await auth.handler(request);
  if (!answer.ok) guards.badLinks.note(network, new Date());
  return answer;
};
