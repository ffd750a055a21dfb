import { type Course, slotRule, type Team } from "@gradmark/contract";
import { and, eq, inArray } from "drizzle-orm";
import { courseDay } from "../course-day.ts";
import { type Database, inTransaction } from "../database.ts";
import { tellMerged } from "../notices/team-news.ts";
import { selectAnswers } from "../queries/answer.ts";
import { refreshBestEntry } from "../queries/entry.ts";
import { replaceFinalEntries } from "../queries/final-entry.ts";
import { selectOptionalCurrentHandIn } from "../queries/hand-in.ts";
import { insertLedgerLine, selectTriesUsed } from "../queries/ledger.ts";
import { selectTeam, updateTeamMerged } from "../queries/team.ts";
import { countTeamMembers, moveTeamMembers } from "../queries/team-member.ts";
import { withdrawRequests } from "../queries/team-request.ts";
import { answer } from "../schema/answer.ts";
import { entry } from "../schema/entry.ts";
import { job } from "../schema/job.ts";
import { question } from "../schema/question.ts";
import { admitTeam } from "./create-team.ts";
import { selectSlotTries } from "./gradient-tries.ts";
import { refused, type TeamRefusal, type TeamRefused, teamsRefusal } from "./team-refusal.ts";

interface Merger {
  course: Course;
  /** The team that ends. */
  fromId: string;
  /** The team that goes on under its name, with the members, entries and answers of both. */
  intoId: string;
  now: Date;
}

/**
 * Why two teams cannot become one. Together they must not have had more tries than one team could have had: neither
 * since the opening, nor today, nor at any gradient (the rule for mergers of Kaggle competitions).
 */
export function mergeRefusal(db: Database, { course, fromId, intoId, now }: Merger): TeamRefusal | null {
  const fixed = teamsRefusal(course, now);
  if (fixed) return fixed;
  const into = selectTeam(db, intoId);
  if (fromId === intoId || into.mergedIntoId !== null) return "not-in-team";
  const { kit, opensAt, timeZone } = course;
  if (countTeamMembers(db, fromId) + countTeamMembers(db, intoId) > kit.team.maxSize) return "merged-team-too-large";
  if (selectOptionalCurrentHandIn(db, fromId)) return "merged-hand-in";
  const used = (from: Date, to: Date) =>
    selectTriesUsed(db, { teamId: fromId, from, to }) + selectTriesUsed(db, { teamId: intoId, from, to });
  const today = courseDay(now, timeZone);
  const days = countDays(opensAt, now, timeZone);
  if (used(new Date(0), today.end) > kit.competition.triesPerDay * days) return "merged-tries";
  if (used(today.start, today.end) > kit.competition.triesPerDay) return "merged-tries-today";
  return exceedsSlotTries(db, { course, fromId, intoId }) ? "merged-gradient-tries" : null;
}

/** Calendar days of the course on which a team could have used tries, today among them. */
function countDays(opensAt: Date, now: Date, timeZone: string): number {
  let days = 1;
  for (let { end } = courseDay(opensAt, timeZone); end <= now; end = courseDay(end, timeZone).end) days++;
  return days;
}

function exceedsSlotTries(db: Database, { course, fromId, intoId }: Omit<Merger, "now">): boolean {
  const slots = new Map(
    selectAnswers(db, { teamId: fromId, limit: Number.MAX_SAFE_INTEGER }).map(({ problem, slot }) => [
      `${problem}/${slot}`,
      { problem, slot },
    ]),
  );
  return [...slots.values()].some(({ problem, slot }) => {
    const { tries } = slotRule(course.kit, problem, slot);
    const used = (teamId: string) => selectSlotTries(db, { course, teamId, problem, slot }).used;
    return tries !== null && used(fromId) + used(intoId) > tries;
  });
}

/** Makes one team of two, as a whole or not at all. What either uploaded or answered is the one team's afterwards. */
export function mergeTeams(db: Database, merger: Merger & { actor: string }): { ok: true; team: Team } | TeamRefused {
  const { course, fromId, intoId, actor, now } = merger;
  return inTransaction(db, () => {
    const unable = mergeRefusal(db, merger);
    if (unable) return refused(unable);
    const from = selectTeam(db, fromId);
    const into = selectTeam(db, intoId);
    replaceFinalEntries(db, { teamId: fromId, entryIds: [], chosenBy: actor, now });
    moveWork(db, merger);
    const moved = moveTeamMembers(db, { fromId, intoId, now });
    updateTeamMerged(db, { teamId: fromId, intoId, now });
    refreshBestEntry(db, { teamId: intoId, now });
    withdrawRequests(db, { courseId: course.id, by: moved, teamId: fromId, now });
    tellMerged(db, { fromId, intoId, actor, now });
    admitTeam(db, { teamId: intoId, minSize: course.kit.team.minSize, now });
    const why = `"${from.name}" became part of "${into.name}", with its entries, answers and used tries.`;
    for (const teamId of [fromId, intoId])
      insertLedgerLine(db, {
        courseId: course.id,
        teamId,
        kind: "team-changed",
        subjectId: fromId,
        amount: 0,
        why,
        actor,
        at: now,
      });
    return { ok: true, team: selectTeam(db, intoId) };
  });
}

function moveWork(db: Database, { fromId, intoId }: Merger): void {
  db.orm.update(entry).set({ teamId: intoId }).where(eq(entry.teamId, fromId)).run();
  db.orm.update(answer).set({ teamId: intoId }).where(eq(answer.teamId, fromId)).run();
  db.orm.update(question).set({ teamId: intoId }).where(eq(question.teamId, fromId)).run();
  db.orm
    .update(job)
    .set({ teamId: intoId })
    .where(and(eq(job.teamId, fromId), inArray(job.kind, ["score-entry"])))
    .run();
}
