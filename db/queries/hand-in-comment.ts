import { handInComment as commentRow, type HandInComment } from "@gradmark/contract";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { handInComment } from "../schema/hand-in-comment.ts";

export function insertComment(
  db: Database,
  values: Omit<HandInComment, "id" | "version" | "createdAt" | "editedAt" | "deletedAt">,
  now: Date,
): HandInComment {
  const row = db.orm
    .insert(handInComment)
    .values({ ...values, id: db.newId(), version: 1, createdAt: now })
    .returning()
    .get();
  return commentRow.parse(row);
}

/** What is said of a hand-in at present, in the order in which it was said. */
export function selectComments(db: Database, handInId: string): HandInComment[] {
  const rows = db.orm
    .select()
    .from(handInComment)
    .where(and(eq(handInComment.handInId, handInId), isNull(handInComment.deletedAt)))
    .orderBy(asc(handInComment.createdAt), asc(handInComment.id))
    .all();
  return rows.map((row) => commentRow.parse(row));
}

export function selectOptionalComment(db: Database, id: string): HandInComment | undefined {
  const row = db.orm
    .select()
    .from(handInComment)
    .where(and(eq(handInComment.id, id), isNull(handInComment.deletedAt)))
    .get();
  return row && commentRow.parse(row);
}

export function updateComment(
  db: Database,
  id: string,
  values: Partial<Pick<HandInComment, "text" | "audience" | "place" | "version" | "editedAt" | "deletedAt">>,
): HandInComment {
  const row = db.orm.update(handInComment).set(values).where(eq(handInComment.id, id)).returning().get();
  if (!row) throw new Error(`There is no comment ${id}.`);
  return commentRow.parse(row);
}
