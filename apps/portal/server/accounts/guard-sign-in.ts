import type { AuthRoute } from "../answer-auth.ts";
import { fieldOf, networkAddress, readFields, refuseForNow } from "./refuse-auth.ts";

/**
 * Slows down who guesses passwords: by account and address together, so that nobody can lock another person out, and
 * a class behind one address is not held up by one of its members.
 */
export const guardSignIn: AuthRoute = async ({ accounts }, request) => {
  const { signIns } = accounts.guards;
  const email = fieldOf(await readFields(request), "email").toLowerCase();
  const key = JSON.stringify([email, networkAddress(request)]);
  const wait = signIns.waitFor(key, new Date());
  if (wait > 0) {
    const what = "Too many wrong passwords for this account from your address.";
    return refuseForNow("TOO_MANY_WRONG_PASSWORDS", what, wait);
  }
  const answer = await accounts.auth.handler(request);
  // 403: the password was right, the address is not confirmed.
  if (answer.ok || answer.status === 403) signIns.clear(key);
  else signIns.note(key, new Date());
  return answer;
};
