import {
  deleteOtherSessions,
  deleteOtherSignInWays,
  deleteSession,
  selectSessionsOf,
  selectSignInWays,
  updatePerson,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { universityId } from "#server/accounts/university.ts";
import { publicProcedure, router, signedInProcedure } from "#server/trpc.ts";
import { renameInput, sessionInput } from "./schema.ts";
import { viewSession } from "./view.ts";

export const accountRouter = router({
  /** Who is signed in, and the server's clock. */
  show: publicProcedure.query(({ ctx }) => ({
    person: ctx.person && { name: ctx.person.name, email: ctx.person.email },
    now: ctx.now,
  })),

  /** What the reader can change of the own account, and where it is signed in. */
  settings: signedInProcedure.query(({ ctx }) => {
    const { database, accounts } = ctx.house;
    const { policy } = accounts;
    const ways = selectSignInWays(database, ctx.person.id);
    const sessions = selectSessionsOf(database, { userId: ctx.person.id, now: ctx.now });
    return {
      now: ctx.now,
      name: ctx.person.name,
      email: ctx.person.email,
      confirmed: ways.emailVerified,
      hasPassword: ways.password,
      mail: policy.mail,
      university: policy.university && {
        label: policy.university.label,
        connected: ways.providers.includes(universityId),
      },
      sessions: sessions.map((session) => viewSession(session, ctx.sessionId)),
    };
  }),

  rename: signedInProcedure.input(renameInput).mutation(({ ctx, input }) => {
    updatePerson(ctx.house.database, { userId: ctx.person.id, name: input.name, now: ctx.now });
    return { ok: true as const };
  }),

  /** Signs the reader out in one place. */
  endSession: signedInProcedure.input(sessionInput).mutation(({ ctx, input }) => {
    if (!deleteSession(ctx.house.database, { userId: ctx.person.id, sessionId: input.session }))
      throw new TRPCError({ code: "NOT_FOUND", message: "You are not signed in there any more. Reload the page." });
    return { ok: true as const };
  }),

  /** Signs the reader out everywhere else. */
  endOtherSessions: signedInProcedure.mutation(({ ctx }) => {
    const keep = ctx.sessionId ?? "";
    return { ok: true as const, ended: deleteOtherSessions(ctx.house.database, { userId: ctx.person.id, keep }) };
  }),

  /** Takes the university's service as a way in away, as long as a password remains. */
  disconnect: signedInProcedure.mutation(({ ctx }) => {
    const { database } = ctx.house;
    if (!selectSignInWays(database, ctx.person.id).password) return { ok: false as const, message: onlyWay };
    deleteOtherSignInWays(database, ctx.person.id);
    return { ok: true as const };
  }),
});

const onlyWay =
  "It is your only way in. Set a password first: sign out, and choose “Forgotten the password” on the page “Sign in”.";
