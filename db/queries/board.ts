import { type Scored, scored } from "@gradmark/contract";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { entry } from "../schema/entry.ts";
import { team } from "../schema/team.ts";

export interface BoardRow {
  teamId: string;
  teamName: string;
  entryId: string;
  publicScore: Scored;
  uploadedAt: Date;
}

/** Each team's best entry by its public score, unordered ranks left to the reader. Holds nothing private. */
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
