import { type Scored, scored } from "@gradmark/contract";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { entry } from "../schema/entry.ts";
import { finalEntry } from "../schema/final-entry.ts";
import { team } from "../schema/team.ts";

export interface BoardRow {
  teamId: string;
  teamName: string;
  entryId: string;
  publicScore: Scored;
  uploadedAt: Date;
}

/** Each team's best entry by its public score, by name; ranks are left to the reader. Holds nothing private. */
export function selectBoard(db: Database, courseId: string): BoardRow[] {
  const rows = db.orm
    .select({
      teamId: team.id,
      teamName: team.name,
      entryId: entry.id,
      publicScore: entry.publicScore,
      uploadedAt: entry.createdAt,
    })
    .from(team)
    .innerJoin(entry, and(eq(entry.id, team.bestEntryId), eq(entry.state, "done")))
    .where(eq(team.courseId, courseId))
    .orderBy(asc(team.name))
    .all();
  return rows.map((row) => ({ ...row, publicScore: scored.parse(row.publicScore) }));
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
    .where(and(eq(team.courseId, courseId), isNotNull(entry.privateScore)))
    .orderBy(asc(team.name))
    .all();
  return rows.map((row) => ({
    ...row,
    publicScore: scored.parse(row.publicScore),
    privateScore: scored.parse(row.privateScore),
  }));
}
