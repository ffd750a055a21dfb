import { and, eq, isNull } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { deleteOtherSignInWays, selectSignInWays } from "../queries/sign-in-way.ts";
import { updatePerson } from "../queries/user.ts";
import { apiToken } from "../schema/api-token.ts";

/**
 * Confirms the address of somebody who set a new password by a mail to it. If nobody had shown before that the address
 * is theirs, whoever made the account may have been another person: the ways in that they left behind are closed.
 */
export function proveAddress(db: Database, { userId, now }: { userId: string; now: Date }): void {
  inTransaction(db, () => {
    if (selectSignInWays(db, userId).emailVerified) return;
    db.orm
      .update(apiToken)
      .set({ revokedAt: now })
      .where(and(eq(apiToken.userId, userId), isNull(apiToken.revokedAt)))
      .run();
    deleteOtherSignInWays(db, userId);
    updatePerson(db, { userId, emailVerified: true, now });
  });
}
