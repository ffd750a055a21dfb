import {
  deleteComment,
  deleteVisit,
  editComment,
  insertPooledComment,
  insertStaffAction,
  inTransaction,
  noteVisit,
  saveMark,
  selectOptionalComment,
  selectOptionalPooledComment,
  selectPooledComments,
  selectVisitors,
  updatePooledCommentRetired,
  writeComment,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { checkContent } from "#server/grading/check-content.ts";
import { findHandIn } from "#server/grading/find-hand-in.ts";
import { mayGrade, requirePart } from "#server/grading/may-grade.ts";
import { openDesk, purposeOf, staffNames, visibleMarks } from "#server/grading/open-desk.ts";
import { pointsUnder, rulesOf } from "#server/grading/open-scheme.ts";
import { gradedParts, readQueue } from "#server/grading/queue.ts";
import { recordView } from "#server/grading/record-view.ts";
import { graderProcedure, type Membership, router, staffProcedure } from "#server/trpc.ts";
import {
  commentInput,
  deleteCommentInput,
  editCommentInput,
  handInInput,
  poolInput,
  retireInput,
  saveInput,
} from "./schema.ts";
import { viewComment, viewMark } from "./view.ts";

export const gradingRouter = router({
  /** The hand-ins to be graded, in the reader's own order. */
  queue: staffProcedure.query(({ ctx }) => {
    const { course, person, house, now } = ctx;
    const parts = gradedParts(rulesOf(house, course));
    return {
      now,
      course: viewCourse(course),
      role: ctx.role,
      blind: course.settings.grading.blind,
      parts: parts.map(({ id, title }) => ({ id, title, mine: mayGrade(ctx, id) })),
      staff: [...staffNames(ctx)].map(([id, name]) => ({ id, name })),
      me: person.id,
      lines: readQueue(ctx),
    };
  }),

  /** Everything of one hand-in that whoever grades it needs, in one answer. That it was looked at is written down. */
  open: staffProcedure.input(handInInput).query(async ({ ctx, input }) => {
    const handIn = findHandIn(ctx, input.handIn);
    recordView(ctx, handIn);
    return openDesk(ctx, handIn);
  }),

  /** Says that the reader still has the hand-in open; who else has, and which versions its marks have by now. */
  visit: staffProcedure.input(handInInput).mutation(({ ctx, input }) => {
    const { house, person, now } = ctx;
    const handIn = findHandIn(ctx, input.handIn);
    noteVisit(house.database, { handInId: handIn.id, userId: person.id, now });
    const others = selectVisitors(house.database, { handInId: handIn.id, now }).filter(
      ({ userId }) => userId !== person.id,
    );
    const marks = visibleMarks(ctx, handIn);
    return {
      others: others.map(({ name, since }) => ({ name, since })),
      versions: Object.fromEntries(marks.map(({ part, version }) => [part, version])),
    };
  }),

  leave: staffProcedure.input(handInInput).mutation(({ ctx, input }) => {
    const handIn = findHandIn(ctx, input.handIn);
    deleteVisit(ctx.house.database, { handInId: handIn.id, userId: ctx.person.id });
    return { left: true };
  }),

  /** Saves the reader's mark of a part; refused, with what is stored, when somebody else saved in between. */
  save: graderProcedure.input(saveInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    const { part, content, seen, done } = input;
    const handIn = findHandIn(ctx, input.handIn);
    requirePart(ctx, part, handIn.teamId);
    const rules = rulesOf(house, course);
    const refused = checkContent(rules, part, content, done);
    if (refused) return refused;
    const purpose = purposeOf(ctx, handIn.teamId, part);
    const pointsOf = pointsUnder(rules, part);
    const place = { handInId: handIn.id, part, purpose, graderId: person.id };
    const saved = saveMark(house.database, { ...place, content, seen, done, pointsOf, now });
    const names = staffNames(ctx);
    if (saved.ok) return { ok: true as const, mark: viewMark(saved.mark, pointsOf(saved.mark), names) };
    const stored = saved.stored && viewMark(saved.stored, pointsOf(saved.stored), names);
    return { ok: false as const, refusal: "stale" as const, stored, message: staleMessage(stored?.by ?? null) };
  }),

  /** Says something of a hand-in: in general, on lines of its script, or on a region of its report. */
  comment: graderProcedure.input(commentInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    const { part, place, text, audience, pooled } = input;
    const handIn = findHandIn(ctx, input.handIn);
    requirePart(ctx, part, handIn.teamId);
    if (place.kind === "lines" && place.file !== handIn.script.name)
      throw new TRPCError({ code: "BAD_REQUEST", message: `The hand-in has no file “${place.file}” with lines.` });
    const where = { courseId: course.id, teamId: handIn.teamId, handInId: handIn.id, part };
    const said = { authorId: person.id, audience, place, text, pooled, now };
    return viewComment(writeComment(house.database, { ...where, ...said }), person.id, staffNames(ctx));
  }),

  editComment: graderProcedure.input(editCommentInput).mutation(({ ctx, input }) => {
    const { house, person, now } = ctx;
    const { comment, ...values } = input;
    requireComment(ctx, comment);
    const edited = editComment(house.database, { id: comment, ...values, actor: person.id, now });
    const shown = edited.ok ? edited.comment : edited.stored;
    const view = shown && viewComment(shown, person.id, staffNames(ctx));
    return edited.ok
      ? { ok: true as const, comment: view }
      : { ok: false as const, comment: view, message: staleMessage(view?.by ?? null) };
  }),

  deleteComment: graderProcedure.input(deleteCommentInput).mutation(({ ctx, input }) => {
    requireComment(ctx, input.comment);
    deleteComment(ctx.house.database, { id: input.comment, actor: ctx.person.id, now: ctx.now });
    return { deleted: input.comment };
  }),

  /** Adds a comment that all graders of the course can use again. */
  addToPool: graderProcedure.input(poolInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    requirePart(ctx, input.part, "");
    return inTransaction(house.database, () => {
      const made = insertPooledComment(house.database, { ...input, courseId: course.id, createdBy: person.id }, now);
      logPool(ctx, made.id, null, made);
      return { pool: poolOf(ctx), id: made.id };
    });
  }),

  retireFromPool: graderProcedure.input(retireInput).mutation(({ ctx, input }) => {
    const { house, course, now } = ctx;
    const found = selectOptionalPooledComment(house.database, input.pooled);
    if (found?.courseId !== course.id)
      throw new TRPCError({ code: "NOT_FOUND", message: "This comment is not in the pool any more. Reload the page." });
    requirePart(ctx, found.part, "");
    return inTransaction(house.database, () => {
      updatePooledCommentRetired(house.database, { id: found.id, now });
      logPool(ctx, found.id, found, null);
      return { pool: poolOf(ctx) };
    });
  }),
});

function staleMessage(by: string | null): string {
  return by === null
    ? "This was deleted in the meantime. What you wrote is still here: copy it, then reload."
    : `${by} saved this in the meantime. Both versions are shown: keep yours or take theirs. Nothing is lost.`;
}

/** @throws NOT_FOUND for a comment of another course, FORBIDDEN for one on a part of others */
function requireComment(ctx: Context & Membership, id: string): void {
  const found = selectOptionalComment(ctx.house.database, id);
  if (found?.courseId !== ctx.course.id)
    throw new TRPCError({ code: "NOT_FOUND", message: "This comment is not there any more. Reload the page." });
  requirePart(ctx, found.part, found.teamId);
}

function poolOf({ house, course }: Context & Membership) {
  return selectPooledComments(house.database, course.id).map(({ id, part, text, item, uses }) => ({
    id,
    part,
    text,
    item,
    uses,
  }));
}

function logPool({ house, course, person, now }: Context & Membership, id: string, before: unknown, after: unknown) {
  const line = { courseId: course.id, actor: person.id, action: "pool-changed", subjectId: id } as const;
  insertStaffAction(house.database, { ...line, before, after, at: now });
}
