import { claimOwnership, type OwnerRefusal, ownershipRefusal } from "@gradmark/db";
import { z } from "zod";
import type { AuthRoute } from "../answer-auth.ts";
import { hashSecret } from "../tokens/token.ts";
import { networkAddress, readFields, refuseAuth, refuseForNow } from "./refuse-auth.ts";

const newOwner = z.object({
  token: z.string().max(200),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  password: z.string().min(10).max(200),
});

/**
 * Takes the one-time link of the first start: `{token, name, email, password}` makes the owner's account, `{token}`
 * gives the house to whoever is signed in.
 */
export const claimOwnerLink: AuthRoute = async ({ accounts, database }, request) => {
  const { badLinks } = accounts.guards;
  const network = networkAddress(request);
  const now = new Date();
  const wait = badLinks.waitFor(network, now);
  if (wait > 0) return refuseForNow("TOO_MANY_BAD_LINKS", "Too many links from your address opened nothing.", wait);
  const fields = await readFields(request);
  const hash = hashSecret(typeof fields.token === "string" ? fields.token : "");
  // Before the password is hashed: that is dear, and anybody may ask.
  const refusal = ownershipRefusal(database, { hash, now });
  if (refusal) {
    badLinks.note(network, now);
    return refuseAuth(403, refusal.toUpperCase().replace("-", "_"), sentences[refusal]);
  }
  const session = await accounts.auth.api.getSession({ headers: request.headers });
  const asked = newOwner.safeParse(fields);
  if (!session && !asked.success)
    return refuseAuth(400, "INCOMPLETE", "Give a name, an e-mail address and a password of at least 10 characters.");
  const owner = asked.success ? await withHash(accounts.auth, asked.data) : session && { userId: session.user.id };
  if (!owner) return refuseAuth(401, "SIGN_IN_FIRST", "You are not signed in. Sign in and open the link again.");
  const claimed = claimOwnership(database, { hash, owner, now });
  if (!claimed.ok) return refuseAuth(409, claimed.refusal.toUpperCase().replace("-", "_"), sentences[claimed.refusal]);
  return Response.json({ email: claimed.person.email });
};

async function withHash(
  auth: { $context: Promise<{ password: { hash(password: string): Promise<string> } }> },
  owner: z.infer<typeof newOwner>,
) {
  const { password } = await auth.$context;
  return { name: owner.name, email: owner.email, passwordHash: await password.hash(owner.password) };
}

const again = "Start the portal again: it prints a new link while nobody owns it.";
const sentences: Record<OwnerRefusal, string> = {
  "unknown-link": `This is no link that the portal printed. Copy the whole line. ${again}`,
  "used-link": "This link has been used. Sign in with the account that was made with it.",
  "expired-link": `This link has expired: each is good for 24 hours, and until the next start. ${again}`,
  "owner-exists": "The portal has an owner already. Sign in.",
  "address-taken":
    "This address has an account already. Sign in with it, then open the link again: it makes that account the owner's.",
};
