import { type Entry, parsePredictions, type Team } from "@gradmark/contract";
import {
  cancelJobs,
  chooseFinalEntries,
  courseRefusal,
  selectEntriesOfTeam,
  selectFinalEntries,
  selectLedger,
  selectOptionalEntry,
  selectOptionalJobOf,
  selectQueuePlace,
  selectTeamMembers,
  selectTries,
  selectTriesUsedBy,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import { countLabels, viewTries } from "#features/submit/view.ts";
import type { Context } from "#server/context.ts";
import { refuse } from "#server/refusals.ts";
import { type Membership, memberProcedure, router, teamProcedure } from "#server/trpc.ts";
import { entryInput, finalInput } from "./schema.ts";
import { type EntryView, isMoving, viewEntry, viewJob, viewTryLines } from "./view.ts";

type Own = Context & Membership & { team: Team };

export const entriesRouter = router({
  /** The entries of the reader's team, newest first, and by which of them it is judged. */
  list: memberProcedure.query(({ ctx }) => {
    const { course, team, now, house } = ctx;
    const final = team ? selectFinalEntries(house.database, team.id) : { entries: [], chosen: false };
    const ids = new Set(final.entries.map(({ id }) => id));
    return {
      now,
      course: viewCourse(course),
      team: team?.name ?? null,
      entries: team
        ? selectEntriesOfTeam(house.database, team.id).map((entry) => view({ ...ctx, team }, entry, ids))
        : [],
      tries: team && viewTries(selectTries(house.database, { course, teamId: team.id, now })),
      final: { chosen: final.chosen, allowed: course.kit.competition.finalEntries },
      closed: courseRefusal(course, now) === "closed",
    };
  }),

  /** Every try that the team used or got back, and why: the lines of the ledger, which nobody can change. */
  tries: memberProcedure.query(({ ctx }) => {
    const { course, team, now, house } = ctx;
    if (!team) return null;
    const { database } = house;
    const names = new Map(selectTeamMembers(database, team.id).map(({ id, name }) => [id, name]));
    const lines = selectLedger(database, { courseId: course.id, teamId: team.id });
    return {
      now,
      course: viewCourse(course),
      tries: viewTries(selectTries(database, { course, teamId: team.id, now })),
      lines: viewTryLines(lines, names).slice(0, mostTryLines),
    };
  }),

  /** One entry of the reader's team. */
  show: teamProcedure.input(entryInput).query(async ({ ctx, input }) => {
    const { course, now, house } = ctx;
    const entry = ownEntry(ctx, input.entry);
    const final = selectFinalEntries(house.database, ctx.team.id);
    const ids = new Set(final.entries.map(({ id }) => id));
    const format = await house.courses.format(course.slug);
    const parsed = parsePredictions(await house.blobs.read(entry.sha256), format);
    return {
      now,
      course: viewCourse(course),
      entry: view(ctx, entry, ids),
      labels: parsed.ok ? countLabels(parsed.value, format.cell) : null,
      rows: parsed.ok ? parsed.value.size : null,
      final: { chosen: final.chosen, allowed: course.kit.competition.finalEntries, ids: [...ids] },
      closed: courseRefusal(course, now) === "closed",
    };
  }),

  /** Takes an entry back that is not scored yet; its try is free again. One that is scored stays as it is. */
  cancel: teamProcedure.input(entryInput).mutation(({ ctx, input }) => {
    const { id } = ownEntry(ctx, input.entry);
    cancelJobs(ctx.house.database, { subjectId: id, now: ctx.now });
    return { ok: true as const, state: ownEntry(ctx, id).state };
  }),

  /** The entries that the team is judged by, in place of an earlier choice; none means that its best counts. */
  chooseFinal: teamProcedure.input(finalInput).mutation(({ ctx, input }) => {
    const { course, team, person, now, house } = ctx;
    const chosen = chooseFinalEntries(house.database, {
      teamId: team.id,
      entryIds: input.entries,
      chosenBy: person.id,
      now,
    });
    if (!chosen.ok) return refuse(chosen.refusal, { course, now });
    return { ok: true as const, final: chosen.entries.map(({ id }) => id) };
  }),
});

const mostTryLines = 200;

/** Another team's entry is told apart from one that does not exist by nobody. */
function ownEntry({ house, team }: Own, id: string): Entry {
  const entry = selectOptionalEntry(house.database, id);
  if (!entry || entry.teamId !== team.id)
    throw new TRPCError({ code: "NOT_FOUND", message: "Your team has no such entry. Open the list of entries." });
  return entry;
}

function view({ house, course }: Own, entry: Entry, final: ReadonlySet<string>): EntryView {
  const job = entry.state === "done" ? undefined : selectOptionalJobOf(house.database, entry.id);
  const queue = job && isMoving(entry) ? selectQueuePlace(house.database, job.id) : null;
  const tryReturned = selectTriesUsedBy(house.database, entry.id) < 1;
  return viewEntry(entry, { courseState: course.state, final, tryReturned, job: job ? viewJob(job, queue) : null });
}
