import { selectOptionalApiTokenByHash, selectPerson } from "@gradmark/db";
import type { z } from "zod";
import type { introspectInput } from "#features/kaggle/schema.ts";
import type { House } from "../house.ts";
import { endOf, hashSecret } from "../tokens/token.ts";
import { json, type Reply } from "./reply.ts";

/**
 * Whether a token is good, which newer clients ask before every command. Whoever holds a token may know whose it is;
 * it is always answered, since the clients fall over a refusal.
 */
export function introspectToken(house: House, { token: shown }: z.infer<typeof introspectInput>, now: Date): Reply {
  const token = selectOptionalApiTokenByHash(house.database, hashSecret(shown ?? ""));
  if (!token || endOf(token, now) !== null) return json({ active: false });
  const { email } = selectPerson(house.database, token.userId);
  return json({ active: true, username: email, scope: token.scope, exp: Math.floor(token.expiresAt.getTime() / 1000) });
}
