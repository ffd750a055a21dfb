import type { HandInComment } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { insertComment, selectOptionalComment, updateComment } from "../queries/hand-in-comment.ts";
import { selectOptionalPooledComment, updatePooledCommentUsed } from "../queries/pooled-comment.ts";
import { insertStaffAction } from "../queries/staff-action.ts";

/** Says something of a hand-in; `pooled` names the reusable comment that it came from. */
export function writeComment(
  db: Database,
  request: Pick<
    HandInComment,
    "courseId" | "teamId" | "handInId" | "part" | "authorId" | "audience" | "place" | "text"
  > & {
    pooled?: string | undefined;
    now: Date;
  },
): HandInComment {
  const { now, pooled, ...values } = request;
  return inTransaction(db, () => {
    const comment = insertComment(db, values, now);
    if (pooled !== undefined && selectOptionalPooledComment(db, pooled)?.courseId === values.courseId)
      updatePooledCommentUsed(db, pooled);
    log(db, { action: "comment-written", actor: values.authorId, comment, before: null, now });
    return comment;
  });
}

type Edited = { ok: true; comment: HandInComment } | { ok: false; refusal: "stale"; stored: HandInComment | null };

/** Another text, unless it was changed or deleted in between. Whoever grades the part may change it. */
export function editComment(
  db: Database,
  {
    id,
    seen,
    text,
    audience,
    actor,
    now,
  }: Pick<HandInComment, "id" | "text" | "audience"> & { seen: number; actor: string; now: Date },
): Edited {
  return inTransaction(db, () => {
    const before = selectOptionalComment(db, id);
    if (before?.version !== seen) return { ok: false, refusal: "stale", stored: before ?? null };
    const comment = updateComment(db, id, { text, audience, version: seen + 1, editedAt: now });
    log(db, { action: "comment-edited", actor, comment, before, now });
    return { ok: true, comment };
  });
}

/** Takes a comment away; that it was there stays in the audit log. */
export function deleteComment(db: Database, { id, actor, now }: { id: string; actor: string; now: Date }): void {
  inTransaction(db, () => {
    const before = selectOptionalComment(db, id);
    if (!before) return;
    const comment = updateComment(db, id, { deletedAt: now });
    log(db, { action: "comment-deleted", actor, comment, before, now });
  });
}

function log(
  db: Database,
  line: {
    action: "comment-written" | "comment-edited" | "comment-deleted";
    actor: string;
    comment: HandInComment;
    before: HandInComment | null;
    now: Date;
  },
): void {
  const { action, actor, comment, before, now } = line;
  const { id, courseId, teamId } = comment;
  insertStaffAction(db, { courseId, actor, action, subjectId: id, teamId, before, after: comment, at: now });
}
