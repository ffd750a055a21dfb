import { type DraftLink, draftLink as draftLinkRow } from "@gradmark/contract";
import { eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { draftLink } from "../schema/draft-link.ts";
import { insertChange } from "./change.ts";

/** Puts a link to a model on a team's check-list, in place of an earlier one. */
export function upsertDraftLink(
  db: Database,
  { now, ...values }: Omit<DraftLink, "createdAt"> & { now: Date },
): DraftLink {
  return inTransaction(db, () => {
    const row = { ...values, createdAt: now };
    const saved = db.orm
      .insert(draftLink)
      .values(row)
      .onConflictDoUpdate({ target: draftLink.teamId, set: row })
      .returning()
      .get();
    insertChange(db, { ...placeOf(values), topic: "hand-in", subjectId: values.teamId, at: now });
    return draftLinkRow.parse(saved);
  });
}

export function selectOptionalDraftLink(db: Database, teamId: string): DraftLink | undefined {
  const row = db.orm.select().from(draftLink).where(eq(draftLink.teamId, teamId)).get();
  return row && draftLinkRow.parse(row);
}

/** Takes the link off the check-list; false when there is none. */
export function deleteDraftLink(db: Database, { teamId, now }: { teamId: string; now: Date }): boolean {
  return inTransaction(db, () => {
    const row = db.orm.delete(draftLink).where(eq(draftLink.teamId, teamId)).returning().get();
    if (row) insertChange(db, { ...placeOf(row), topic: "hand-in", subjectId: teamId, at: now });
    return row !== undefined;
  });
}

function placeOf({ courseId, teamId }: { courseId: string; teamId: string }) {
  return { courseId, teamId };
}
