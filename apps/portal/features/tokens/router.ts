import {
  createApiToken,
  maximumApiTokens,
  selectApiTokensOf,
  selectCoursesOf,
  updateApiTokenRevoked,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { publicUrl } from "#server/kaggle/origin.ts";
import { hashSecret, makeSecret } from "#server/tokens/token.ts";
import { memberOf, router, signedInProcedure } from "#server/trpc.ts";
import { createTokenInput, revokeTokenInput } from "./schema.ts";
import { viewToken } from "./view.ts";

export const tokensRouter = router({
  /** The reader's tokens without their secrets, and what the lines for the client need to know. */
  list: signedInProcedure.query(({ ctx }) => {
    const { database } = ctx.house;
    const courses = selectCoursesOf(database, ctx.person.id).map(({ course }) => course);
    const slugs = new Map(courses.map(({ id, slug }) => [id, slug]));
    return {
      now: ctx.now,
      url: publicUrl(),
      email: ctx.person.email,
      courses: courses.map(({ slug, name }) => ({ slug, name })),
      tokens: selectApiTokensOf(database, ctx.person.id).map((token) => viewToken(token, slugs, ctx.now)),
    };
  }),

  /** A new token. This answer alone holds it; what is kept is its hash. */
  create: signedInProcedure.input(createTokenInput).mutation(({ ctx, input }) => {
    const { name, scope, course, days } = input;
    const secret = makeSecret("gradmark");
    const made = createApiToken(ctx.house.database, {
      userId: ctx.person.id,
      name,
      hash: hashSecret(secret),
      hint: secret.slice(-4),
      scope,
      courseId: course === null ? null : memberOf(ctx, course).course.id,
      expiresAt: new Date(ctx.now.getTime() + days * dayMs),
      now: ctx.now,
    });
    if (!made.ok) return { ok: false as const, refusal: made.refusal, message: tooMany };
    return { ok: true as const, id: made.token.id, secret };
  }),

  /** Ends a token at once and for good, with the downloads and uploads that it allowed. */
  revoke: signedInProcedure.input(revokeTokenInput).mutation(({ ctx, input }) => {
    const { house, person, now } = ctx;
    if (!updateApiTokenRevoked(house.database, { tokenId: input.token, userId: person.id, now }))
      throw new TRPCError({ code: "NOT_FOUND", message: "You have no such token. Reload the page." });
    return { ok: true as const };
  }),
});

const dayMs = 24 * 60 * 60_000;
const tooMany = `You have ${maximumApiTokens} API tokens, and no more are allowed. Revoke one that you do not use.`;
