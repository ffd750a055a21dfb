import { defaultChannels, noticeTopics } from "@gradmark/contract";
import {
  countUnreadNotices,
  selectNoticePreferences,
  selectNoticesOf,
  updateNoticesRead,
  upsertNoticePreference,
} from "@gradmark/db";
import { router, signedInProcedure } from "#server/trpc.ts";
import { listInput, preferenceInput, readInput } from "./schema.ts";
import { viewNotice } from "./view.ts";

/** Notices are a person's own: every procedure is about whoever asks. */
export const noticesRouter = router({
  /** How many are unread, for the bell. */
  count: signedInProcedure.query(({ ctx }) => ({ unread: countUnreadNotices(ctx.house.database, ctx.person.id) })),

  /** The newest, or those before one of the list. */
  list: signedInProcedure.input(listInput).query(({ ctx, input: { cursor: before } }) => {
    const told = selectNoticesOf(ctx.house.database, { userId: ctx.person.id, before, limit: pageLength + 1 });
    return { notices: told.slice(0, pageLength).map(viewNotice), more: told.length > pageLength };
  }),

  markRead: signedInProcedure.input(readInput).mutation(({ ctx, input }) => {
    updateNoticesRead(ctx.house.database, { userId: ctx.person.id, id: input.notice, now: ctx.now });
    return { ok: true as const };
  }),

  /** What the reader hears of, where, and to which address. */
  preferences: signedInProcedure.query(({ ctx }) => {
    const chosen = selectNoticePreferences(ctx.house.database, ctx.person.id);
    const topics = noticeTopics.map((topic) => ({ topic, ...(chosen.get(topic) ?? defaultChannels(topic)) }));
    return { topics, email: ctx.person.email, leaves: ctx.house.mailer.transport === "smtp" };
  }),

  choose: signedInProcedure.input(preferenceInput).mutation(({ ctx, input }) => {
    upsertNoticePreference(ctx.house.database, { userId: ctx.person.id, ...input });
    return { ok: true as const };
  }),
});

const pageLength = 30;
