import {
  changeAnnouncement,
  publishAnnouncement,
  selectAnnouncements,
  selectAnnouncementVersions,
  selectPerson,
  withdrawAnnouncement,
} from "@gradmark/db";
import { renderWords } from "#features/handout/view.ts";
import { refuse } from "#server/refusals.ts";
import { leadProcedure, memberProcedure, router } from "#server/trpc.ts";
import { changeInput, publishInput, textInput, withdrawInput } from "./schema.ts";
import { viewAnnouncement, viewManaged } from "./view.ts";

export const announcementsRouter = router({
  /** What the staff said to everybody in the course, pinned ones first, then the newest. */
  list: memberProcedure.query(({ ctx: { house, course, role } }) => ({
    zone: course.timeZone,
    announcements: selectAnnouncements(house.database, { courseId: course.id }).map(viewAnnouncement),
    writes: role === "owner" || role === "ta",
  })),

  /** The same for those who write, with sources, history and what was withdrawn. */
  manage: leadProcedure.query(({ ctx: { house, course } }) => ({
    zone: course.timeZone,
    announcements: selectAnnouncements(house.database, { courseId: course.id, withdrawn: true }).map((one) =>
      viewManaged(one, selectAnnouncementVersions(house.database, one.id), (id) => selectPerson(house.database, id)),
    ),
  })),

  /** How a text will look. */
  preview: memberProcedure.input(textInput).query(({ input }) => ({ html: renderWords(input.text) })),

  publish: leadProcedure.input(publishInput).mutation(({ ctx, input: { words } }) => {
    const { house, course, person, now } = ctx;
    const made = publishAnnouncement(house.database, { courseId: course.id, words, actor: person.id, now });
    return { ok: true as const, announcement: made.id };
  }),

  change: leadProcedure.input(changeInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    const { announcement: id, version, words, tellAgain } = input;
    const request = { id, courseId: course.id, version, words, tellAgain, actor: person.id, now };
    const done = changeAnnouncement(house.database, request);
    return done.ok ? { ok: true as const, announcement: id } : refuse(done.refusal, { course, now });
  }),

  withdraw: leadProcedure.input(withdrawInput).mutation(({ ctx, input: { announcement: id, version } }) => {
    const { house, course, person, now } = ctx;
    const done = withdrawAnnouncement(house.database, { id, courseId: course.id, version, actor: person.id, now });
    return done.ok ? { ok: true as const, announcement: id } : refuse(done.refusal, { course, now });
  }),
});
