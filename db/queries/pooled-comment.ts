import { type PooledComment, pooledComment as pooledRow } from "@gradmark/contract";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { pooledComment } from "../schema/pooled-comment.ts";

export function insertPooledComment(
  db: Database,
  values: Pick<PooledComment, "courseId" | "part" | "text" | "item" | "createdBy">,
  now: Date,
): PooledComment {
  const row = db.orm
    .insert(pooledComment)
    .values({ ...values, id: db.newId(), createdAt: now })
    .returning()
    .get();
  return pooledRow.parse(row);
}

/** What the graders of a course can say again, what is used most first. */
export function selectPooledComments(db: Database, courseId: string): PooledComment[] {
  const rows = db.orm
    .select()
    .from(pooledComment)
    .where(and(eq(pooledComment.courseId, courseId), isNull(pooledComment.retiredAt)))
    .orderBy(desc(pooledComment.uses), asc(pooledComment.createdAt), asc(pooledComment.id))
    .all();
  return rows.map((row) => pooledRow.parse(row));
}

export function selectOptionalPooledComment(db: Database, id: string): PooledComment | undefined {
  const row = db.orm.select().from(pooledComment).where(eq(pooledComment.id, id)).get();
  return row && pooledRow.parse(row);
}

export function updatePooledCommentUsed(db: Database, id: string): void {
  db.orm
    .update(pooledComment)
    .set({ uses: sql`${pooledComment.uses} + 1` })
    .where(eq(pooledComment.id, id))
    .run();
}

export function updatePooledCommentRetired(db: Database, { id, now }: { id: string; now: Date }): void {
  db.orm.update(pooledComment).set({ retiredAt: now }).where(eq(pooledComment.id, id)).run();
}
