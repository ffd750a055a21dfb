import { type Entry, entry as entryRow } from "@gradmark/contract";
import { asc, eq, getTableColumns } from "drizzle-orm";
import type { Database } from "../database.ts";
import { entry } from "../schema/entry.ts";
import { finalEntry } from "../schema/final-entry.ts";
import { selectEntry } from "./entry.ts";
import { selectTeam } from "./team.ts";

/** The entries that a team is judged by: those it chose, else its best, else none. */
export function selectFinalEntries(db: Database, teamId: string): { entries: Entry[]; chosen: boolean } {
  const chosen = selectChosenEntries(db, teamId);
  if (chosen.length > 0) return { entries: chosen, chosen: true };
  const { bestEntryId } = selectTeam(db, teamId);
  return { entries: bestEntryId === null ? [] : [selectEntry(db, bestEntryId)], chosen: false };
}

/** The entries that a team chose, in the order of choosing. */
export function selectChosenEntries(db: Database, teamId: string): Entry[] {
  const rows = db.orm
    .select(getTableColumns(entry))
    .from(finalEntry)
    .innerJoin(entry, eq(entry.id, finalEntry.entryId))
    .where(eq(finalEntry.teamId, teamId))
    .orderBy(asc(finalEntry.chosenAt), asc(entry.createdAt))
    .all();
  return rows.map((row) => entryRow.parse(row));
}

/** Replaces a team's choice; an empty list means that its best entry counts. */
export function replaceFinalEntries(
  db: Database,
  { teamId, entryIds, chosenBy, now }: { teamId: string; entryIds: string[]; chosenBy: string | null; now: Date },
): void {
  db.orm.delete(finalEntry).where(eq(finalEntry.teamId, teamId)).run();
  for (const entryId of entryIds) db.orm.insert(finalEntry).values({ teamId, entryId, chosenBy, chosenAt: now }).run();
}
