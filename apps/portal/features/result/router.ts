import type { HandIn, Team } from "@gradmark/contract";
import { rulesOfKit } from "@gradmark/course";
import {
  selectOptionalCurrentHandIn,
  selectOptionalGradingRules,
  selectOptionalHandIn,
  selectOptionalJobOf,
  selectPartReleases,
  selectQueuePlace,
  selectTeamMembers,
  selectTeamRecord,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import { isRevealed } from "#features/entries/view.ts";
import { viewCheck, viewReceipt } from "#features/hand-in/view.ts";
import type { Context } from "#server/context.ts";
import { type Membership, memberProcedure, router } from "#server/trpc.ts";
import { resultInput } from "./schema.ts";
import { sealGradients, viewGrade, viewRerun } from "./view.ts";

export const resultRouter = router({
  /** What became of a hand-in of the reader's team, and the grade so far with its arithmetic. */
  show: memberProcedure.input(resultInput).query(async ({ ctx, input }) => {
    const { course, team, now } = ctx;
    const handIn = findHandIn(ctx, team, input.handIn);
    return {
      now,
      course: viewCourse(course),
      team: team?.name ?? null,
      revealed: isRevealed(course.state),
      handIn: team && handIn ? viewHandIn(ctx, team, handIn) : null,
      grade: team && (await gradeOf(ctx, team)),
    };
  }),
});

function findHandIn({ house }: Context, team: Team | null, id: string | undefined): HandIn | null {
  if (id === undefined) return (team && selectOptionalCurrentHandIn(house.database, team.id)) ?? null;
  const handIn = selectOptionalHandIn(house.database, id);
  if (!handIn || handIn.teamId !== team?.id)
    throw new TRPCError({ code: "NOT_FOUND", message: "Your team has no such hand-in. Open the page “Hand in”." });
  return handIn;
}

function viewHandIn({ house }: Context, team: Team, handIn: HandIn) {
  const names = new Map(selectTeamMembers(house.database, team.id).map(({ id, name }) => [id, name]));
  const job = selectOptionalJobOf(house.database, handIn.id);
  return {
    receipt: viewReceipt(handIn, names),
    comparedWithFinal: handIn.finalEntryId !== null,
    checkedAt: handIn.checkedAt,
    check: job ? viewCheck(job, selectQueuePlace(house.database, job.id)) : null,
    rerun: handIn.verdict && viewRerun(handIn.verdict),
  };
}

async function gradeOf({ house, course, now, person }: Context & Membership, team: Team) {
  const { database, courses } = house;
  const { problems } = await courses.kit(course.slug);
  const rules = selectOptionalGradingRules(database, course.id)?.rules ?? rulesOfKit(course.kit);
  const released = new Set(selectPartReleases(database, course.id).map(({ part }) => part));
  const shown = { revealed: isRevealed(course.state), released, reader: person.id };
  const scheme = { kit: course.kit, problems, rules };
  return sealGradients(course, viewGrade(scheme, selectTeamRecord(database, team.id), shown), now);
}
