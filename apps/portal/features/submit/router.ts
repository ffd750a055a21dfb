import { courseRefusal, selectOptionalSameEntry, selectTries } from "@gradmark/db";
import { viewCourse } from "#features/course/view.ts";
import { refuse } from "#server/refusals.ts";
import { memberProcedure, router } from "#server/trpc.ts";
import { hashInput } from "./schema.ts";
import { maximumEntryBytes, viewFormat, viewSame, viewTries } from "./view.ts";

export const submitRouter = router({
  /** Whether the reader's team may upload now, and how often. */
  show: memberProcedure.query(({ ctx }) => {
    const { course, team, now, house } = ctx;
    const tries = team && selectTries(house.database, { course, teamId: team.id, now });
    const code =
      courseRefusal(course, now) ??
      (team && team.admittedAt === null ? "not-admitted" : null) ??
      (tries && tries.left < 1 ? "no-tries-left" : null);
    return {
      now,
      course: viewCourse(course),
      team: team?.name ?? null,
      tries: tries && viewTries(tries),
      refusal: code && refuse(code, { course, now, ...(tries && { tries }) }),
      maxBytes: maximumEntryBytes(course),
    };
  }),

  /** The team's newest entry with exactly these bytes, asked for before they are sent. */
  findSame: memberProcedure.input(hashInput).query(({ ctx, input }) => {
    const { team, house } = ctx;
    const same = team && selectOptionalSameEntry(house.database, { teamId: team.id, sha256: input.sha256 });
    return same ? viewSame(same) : null;
  }),

  /** What a predictions file must look like, with all test ids: enough to check one before it is sent. */
  showFormat: memberProcedure.query(async ({ ctx }) => viewFormat(await ctx.house.courses.format(ctx.course.slug))),
});
