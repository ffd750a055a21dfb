import {
  askPrecheck,
  cancelJobs,
  courseRefusal,
  filesOfCheckList,
  selectFinalEntries,
  selectOptionalDraftLink,
  selectOptionalJobOf,
  selectOptionalLatestPrecheck,
  selectPrecheckTries,
  selectQueuePlace,
  selectTeamMembers,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { refuse } from "#server/refusals.ts";
import { type Membership, memberProcedure, router, teamProcedure } from "#server/trpc.ts";
import { type OnCheckList, viewPrecheck, viewPrecheckTries } from "./view.ts";

export const precheckRouter = router({
  /** The team's newest pre-check, and whether it may have another one now. */
  show: memberProcedure.query(({ ctx }) => {
    const { course, team, now, house } = ctx;
    if (!team) return null;
    const tries = selectPrecheckTries(house.database, { course, teamId: team.id, now });
    const present = presentOf(ctx, team.id);
    const code =
      courseRefusal(course, now) ??
      (present.script || present.report ? null : "nothing-to-check") ??
      (tries.left < 1 ? "no-prechecks-left" : null);
    return {
      now,
      course: viewCourse(course),
      tries: viewPrecheckTries(tries),
      refusal: code && refuse(code, { course, now }),
      latest: viewLatest(ctx, team.id, present),
    };
  }),

  /** Has what stands on the check-list run as the grader would. */
  ask: teamProcedure.mutation(({ ctx }) => {
    const { course, team, person, now, house } = ctx;
    const asked = askPrecheck(house.database, { teamId: team.id, askedBy: person.id, now });
    return asked.ok ? { ok: true as const } : refuse(asked.refusal, { course, now });
  }),

  /** Stops the pre-check that waits or runs. One that never ran does not count. */
  cancel: teamProcedure.mutation(({ ctx }) => {
    const { team, now, house } = ctx;
    const latest = selectOptionalLatestPrecheck(house.database, team.id);
    if (!latest) throw new TRPCError({ code: "NOT_FOUND", message: "Your team has asked for no pre-check yet." });
    cancelJobs(house.database, { subjectId: latest.id, now });
    return { ok: true as const };
  }),
});

function presentOf({ house }: Context, teamId: string): OnCheckList {
  const { database } = house;
  return {
    ...filesOfCheckList(database, teamId),
    link: selectOptionalDraftLink(database, teamId) ?? null,
    finalEntryId: selectFinalEntries(database, teamId).entries[0]?.id ?? null,
  };
}

function viewLatest({ house }: Context & Membership, teamId: string, present: OnCheckList) {
  const { database } = house;
  const latest = selectOptionalLatestPrecheck(database, teamId);
  if (!latest) return null;
  const job = latest.state === "done" ? undefined : selectOptionalJobOf(database, latest.id);
  const names = new Map(selectTeamMembers(database, teamId).map(({ id, name }) => [id, name]));
  return viewPrecheck(latest, { names, job, queue: job ? selectQueuePlace(database, job.id) : null, present });
}
