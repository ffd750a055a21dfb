import type { Team } from "@gradmark/contract";
import { rulesOfKit } from "@gradmark/course";
import {
  askRegrade,
  selectComments,
  selectMarksOfHandIn,
  selectOptionalCurrentHandIn,
  selectOptionalGradingRules,
  selectPartReleases,
  selectRegrades,
  withdrawRegrade,
} from "@gradmark/db";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { refuse } from "#server/refusals.ts";
import { type Membership, memberProcedure, router, teamProcedure } from "#server/trpc.ts";
import { regradeInput, withdrawInput } from "./schema.ts";
import { viewPart } from "./view.ts";

export const feedbackRouter = router({
  /** Rubric, comments and regrade requests of the hand-in that counts, part by part as they are released. */
  show: memberProcedure.query(async ({ ctx }) => {
    const { course, team, now } = ctx;
    return { now, course: viewCourse(course), parts: team ? await partsOf(ctx, team) : [] };
  }),

  /** Asks for another look at a part, by somebody else than who graded it. */
  askRegrade: teamProcedure.input(regradeInput).mutation(({ ctx, input }) => {
    const { course, team, person, now, house } = ctx;
    const place = { courseId: course.id, teamId: team.id, part: input.part };
    const asked = askRegrade(house.database, { ...place, askedBy: person.id, text: input.text, now });
    return asked.ok ? { ok: true as const } : refuse(asked.refusal, { course, now });
  }),

  withdrawRegrade: teamProcedure.input(withdrawInput).mutation(({ ctx, input }) => {
    const { course, team, now, house } = ctx;
    const done = withdrawRegrade(house.database, { id: input.request, teamId: team.id, now });
    return done.ok ? { ok: true as const } : refuse(done.refusal, { course, now });
  }),
});

async function partsOf({ house, course, now }: Context & Membership, team: Team) {
  const { database, blobs } = house;
  const handIn = selectOptionalCurrentHandIn(database, team.id);
  const { parts } = selectOptionalGradingRules(database, course.id)?.rules ?? rulesOfKit(course.kit);
  const releases = selectPartReleases(database, course.id);
  const known = {
    marks: handIn ? selectMarksOfHandIn(database, handIn.id).filter(({ purpose }) => purpose === "grade") : [],
    comments: handIn ? selectComments(database, handIn.id) : [],
    requests: selectRegrades(database, { courseId: course.id, teamId: team.id }),
    script: handIn ? { name: handIn.script.name, bytes: await blobs.read(handIn.script.sha256) } : null,
    now,
  };
  return parts.flatMap((part) => {
    const release = releases.find((one) => one.part === part.id);
    return viewPart(part, { ...known, release }) ?? [];
  });
}
