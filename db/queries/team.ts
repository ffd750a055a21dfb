import { type Team, team as teamRow } from "@gradmark/contract";
import { and, asc, count, eq, getTableColumns, isNull, or, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { answer } from "../schema/answer.ts";
import { entry } from "../schema/entry.ts";
import { handIn } from "../schema/hand-in.ts";
import { ledger } from "../schema/ledger.ts";
import { precheck } from "../schema/precheck.ts";
import { team } from "../schema/team.ts";
import { teamMember } from "../schema/team-member.ts";
import { teamRequest } from "../schema/team-request.ts";
import { upload } from "../schema/upload.ts";
import { insertBoardStep } from "./board-history.ts";
import { insertChange } from "./change.ts";

/** The row alone; `createTeam` checks first and adds the first member. */
export function insertTeamRow(
  db: Database,
  { courseId, name, now }: { courseId: string; name: string; now: Date },
): Team {
  const inviteCode = db.newId().replaceAll("-", "");
  const row = db.orm
    .insert(team)
    .values({ id: db.newId(), courseId, name, inviteCode, createdAt: now })
    .returning()
    .get();
  insertChange(db, { courseId, teamId: null, topic: "team", subjectId: row.id, at: now });
  return teamRow.parse(row);
}

export function selectTeam(db: Database, id: string): Team {
  const found = selectOptionalTeam(db, id);
  if (!found) throw new Error(`There is no team ${id}.`);
  return found;
}

export function selectOptionalTeam(db: Database, id: string): Team | undefined {
  const row = db.orm.select().from(team).where(eq(team.id, id)).get();
  return row && teamRow.parse(row);
}

/** The teams that take part, by name; those that became part of another one are not among them. */
export function selectTeams(db: Database, courseId: string): Team[] {
  const rows = db.orm
    .select()
    .from(team)
    .where(and(eq(team.courseId, courseId), isNull(team.mergedIntoId)))
    .orderBy(asc(team.name))
    .all();
  return rows.map((row) => teamRow.parse(row));
}

/** How many teams take part; those that became part of another one do not. */
export function countTeams(db: Database, courseId: string): number {
  const takesPart = and(eq(team.courseId, courseId), isNull(team.mergedIntoId));
  return db.orm.select({ n: count() }).from(team).where(takesPart).get()?.n ?? 0;
}

/** Teams whose names hold a text, in any capitals, and which could take so many more people; by name. */
export function findTeamsWithRoom(
  db: Database,
  {
    courseId,
    text,
    room,
    maxSize,
    limit,
  }: { courseId: string; text: string; room: number; maxSize: number; limit: number },
): { id: string; name: string; members: number }[] {
  const members = db.orm.$count(teamMember, eq(teamMember.teamId, team.id));
  return db.orm
    .select({ id: team.id, name: team.name, members })
    .from(team)
    .where(
      and(
        eq(team.courseId, courseId),
        isNull(team.mergedIntoId),
        sql`instr(lower(${team.name}), lower(${text})) > 0`,
        sql`${members} + ${room} <= ${maxSize}`,
      ),
    )
    .orderBy(asc(team.name))
    .limit(limit)
    .all();
}

/** The team that has exactly this name, byte for byte. */
export function selectOptionalTeamByName(
  db: Database,
  { courseId, name }: { courseId: string; name: string },
): Team | undefined {
  const row = db.orm
    .select()
    .from(team)
    .where(and(eq(team.courseId, courseId), eq(team.name, name)))
    .get();
  return row && teamRow.parse(row);
}

export function selectOptionalTeamByInvite(db: Database, inviteCode: string): Team | undefined {
  const row = db.orm.select().from(team).where(eq(team.inviteCode, inviteCode)).get();
  return row && teamRow.parse(row);
}

/** A person's team in a course. */
export function selectOptionalTeamOf(
  db: Database,
  { courseId, userId }: { courseId: string; userId: string },
): Team | undefined {
  const row = db.orm
    .select(getTableColumns(team))
    .from(teamMember)
    .innerJoin(team, eq(team.id, teamMember.teamId))
    .where(and(eq(teamMember.courseId, courseId), eq(teamMember.userId, userId)))
    .get();
  return row && teamRow.parse(row);
}

/** Every name that was ever given in a course: a merged team's name stays taken. */
export function selectTeamNames(db: Database, courseId: string): string[] {
  return db.orm
    .select({ name: team.name })
    .from(team)
    .where(eq(team.courseId, courseId))
    .all()
    .map(({ name }) => name);
}

export function updateTeamAdmitted(
  db: Database,
  { teamId, admittedAt }: { teamId: string; admittedAt: Date | null },
): void {
  db.orm.update(team).set({ admittedAt }).where(eq(team.id, teamId)).run();
}

/** A new code; links with the old one stop working. */
export function updateInviteCode(db: Database, teamId: string): Team {
  const inviteCode = db.newId().replaceAll("-", "");
  db.orm.update(team).set({ inviteCode }).where(eq(team.id, teamId)).run();
  return selectTeam(db, teamId);
}

/** What a team stands by on the board from now on; a step on its way when its place value is another one. */
export function updateBestEntry(db: Database, best: BestEntry): void {
  const { teamId, entryId, rankKey, bestAt, now } = best;
  const before = db.orm
    .select({ courseId: team.courseId, rankKey: team.rankKey })
    .from(team)
    .where(eq(team.id, teamId))
    .get();
  if (!before) throw new Error(`There is no team ${teamId}.`);
  db.orm.update(team).set({ bestEntryId: entryId, rankKey, bestAt }).where(eq(team.id, teamId)).run();
  if (before.rankKey !== rankKey) insertBoardStep(db, { courseId: before.courseId, teamId, rankKey, at: now });
}

export interface BestEntry {
  teamId: string;
  /** With its place value and the time of its upload; all three null when the team has no scored entry. */
  entryId: string | null;
  rankKey: number | null;
  bestAt: Date | null;
  now: Date;
}

/** Also for teams that had become part of it before: a lineage is one step deep. */
export function updateTeamMerged(
  db: Database,
  { teamId, intoId, now }: { teamId: string; intoId: string; now: Date },
): void {
  updateBestEntry(db, { teamId, entryId: null, rankKey: null, bestAt: null, now });
  db.orm
    .update(team)
    .set({ mergedIntoId: intoId })
    .where(or(eq(team.id, teamId), eq(team.mergedIntoId, teamId)))
    .run();
}

/** Whether nothing was ever made in a team's name, so that it may vanish. */
export function isUntouched(db: Database, teamId: string): boolean {
  return [entry, answer, handIn, upload, precheck, ledger].every(
    (table) => db.orm.select({ id: table.id }).from(table).where(eq(table.teamId, teamId)).get() === undefined,
  );
}

/** Only an untouched team without members. */
export function deleteTeamRow(db: Database, { id, courseId }: Team, now: Date): void {
  db.orm
    .delete(teamRequest)
    .where(or(eq(teamRequest.teamId, id), eq(teamRequest.fromTeamId, id)))
    .run();
  db.orm.delete(team).where(eq(team.id, id)).run();
  insertChange(db, { courseId, teamId: null, topic: "team", subjectId: id, at: now });
}
