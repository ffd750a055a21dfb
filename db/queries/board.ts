import { type Scored, scored } from "@gradmark/contract";
import { and, asc, count, eq, inArray, isNotNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { entry } from "../schema/entry.ts";
import { finalEntry } from "../schema/final-entry.ts";
import { team } from "../schema/team.ts";

/** A team on the public board. Teams stand by `rankKey`, the smaller the better; equal ones are equal in place. */
export interface BoardRow {
  teamId: string;
  teamName: string;
  entryId: string;
  publicScore: Scored;
  uploadedAt: Date;
  rankKey: number;
}

/**
 * A part of the board, best first, of equal teams the earlier one; all of it without `count`. Only admitted teams with
 * a scored entry stand on it. Holds nothing private.
 */
export function selectBoard(
  db: Database,
  { courseId, from = 0, count: limit = -1 }: { courseId: string; from?: number; count?: number },
): BoardRow[] {
  // The index gives the order and the part; only then are names and scores looked up.
  const part = db.orm
    .select({ id: team.id })
    .from(team)
    .where(onBoard(courseId))
    .orderBy(...boardOrder)
    .limit(limit)
    .offset(from);
  return readBoard(db, inArray(team.id, part));
}

/** The teams of these ids that stand on the board, best first. */
export function selectBoardTeams(
  db: Database,
  { courseId, teamIds }: { courseId: string; teamIds: string[] },
): BoardRow[] {
  return readBoard(db, and(inArray(team.id, teamIds), onBoard(courseId)));
}

function readBoard(db: Database, which: SQL | undefined): BoardRow[] {
  const rows = db.orm
    .select({
      teamId: team.id,
      teamName: team.name,
      entryId: entry.id,
      publicScore: entry.publicScore,
      uploadedAt: entry.createdAt,
      rankKey: team.rankKey,
    })
    .from(team)
    .innerJoin(entry, eq(entry.id, team.bestEntryId))
    .where(which)
    .orderBy(...boardOrder)
    .all();
  return rows.map((row) => ({ ...row, publicScore: scored.parse(row.publicScore), rankKey: Number(row.rankKey) }));
}

const boardOrder = [asc(team.rankKey), asc(team.bestAt), asc(team.id)];

/** In the words of the index `team_board`, so that it is used. */
function onBoard(courseId: string): SQL | undefined {
  return and(eq(team.courseId, courseId), isNotNull(team.rankKey), isNotNull(team.admittedAt));
}

/** Every team's name, in the order of the board. */
export function selectBoardNames(
  db: Database,
  courseId: string,
): { teamId: string; teamName: string; rankKey: number }[] {
  const rows = db.orm
    .select({ teamId: team.id, teamName: team.name, rankKey: team.rankKey })
    .from(team)
    .where(onBoard(courseId))
    .orderBy(...boardOrder)
    .all();
  return rows.map((row) => ({ ...row, rankKey: Number(row.rankKey) }));
}

/** How many teams stand on the board; with a key only those before it, or also those level with it. */
export function countBoard(
  db: Database,
  { courseId, before, upTo }: { courseId: string; before?: number; upTo?: number },
): number {
  const part = and(
    onBoard(courseId),
    before === undefined ? undefined : lt(team.rankKey, before),
    upTo === undefined ? undefined : lte(team.rankKey, upTo),
  );
  return db.orm.select({ n: count() }).from(team).where(part).get()?.n ?? 0;
}

/** How many teams are named before a team on the board; undefined when it does not stand there. */
export function selectOptionalBoardPosition(db: Database, teamId: string): number | undefined {
  const own = db.orm
    .select({ courseId: team.courseId, rankKey: team.rankKey, bestAt: team.bestAt })
    .from(team)
    .where(and(eq(team.id, teamId), isNotNull(team.rankKey), isNotNull(team.admittedAt)))
    .get();
  if (!own || own.rankKey === null) return undefined;
  const { courseId, rankKey, bestAt } = own;
  // Better ones by a range of the index; level ones, few, by time and id within their key.
  const earlier = sql`(${team.bestAt}, ${team.id}) < (${bestAt?.getTime() ?? 0}, ${teamId})`;
  const level = and(onBoard(courseId), eq(team.rankKey, rankKey), earlier);
  const levelBefore = db.orm.select({ n: count() }).from(team).where(level).get()?.n ?? 0;
  return countBoard(db, { courseId, before: rankKey }) + levelBefore;
}

/** The place value of the team that is named at a position, counted from 0. */
export function selectOptionalKeyAt(db: Database, courseId: string, position: number): number | undefined {
  const row = db.orm
    .select({ rankKey: team.rankKey })
    .from(team)
    .where(onBoard(courseId))
    .orderBy(...boardOrder)
    .limit(1)
    .offset(position)
    .get();
  return row?.rankKey ?? undefined;
}

/** Each team's final entries, chosen or best, with both scores: for staff, and for everybody once revealed. */
export function selectPrivateBoard(db: Database, courseId: string): (BoardRow & { privateScore: Scored })[] {
  const chosen = sql`(select ${finalEntry.entryId} from ${finalEntry} where ${finalEntry.teamId} = ${team.id})`;
  const rows = db.orm
    .select({
      teamId: team.id,
      teamName: team.name,
      entryId: entry.id,
      publicScore: entry.publicScore,
      privateScore: entry.privateScore,
      uploadedAt: entry.createdAt,
      rankKey: team.rankKey,
    })
    .from(team)
    .innerJoin(
      entry,
      and(
        eq(entry.teamId, team.id),
        eq(entry.state, "done"),
        sql`(${entry.id} in ${chosen} or (${entry.id} = ${team.bestEntryId} and not exists ${chosen}))`,
      ),
    )
    .where(and(onBoard(courseId), isNotNull(entry.privateScore)))
    .orderBy(...boardOrder)
    .all();
  return rows.map((row) => ({
    ...row,
    publicScore: scored.parse(row.publicScore),
    privateScore: scored.parse(row.privateScore),
    rankKey: Number(row.rankKey),
  }));
}
