import type { HandIn, Mark, MarkPurpose } from "@gradmark/contract";
import { gradeSheet, rubricOf } from "@gradmark/course";
import {
  selectComments,
  selectCourseMembers,
  selectGradingTasks,
  selectMarksOfHandIn,
  selectPooledComments,
  selectTeam,
  selectTeamRecord,
  selectVisitors,
} from "@gradmark/db";
import { viewCourse } from "#features/course/view.ts";
import { type DeskPart, viewComment, viewMark, viewRerun } from "#features/grading/view.ts";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { boardPlace, gradientLines } from "./desk-evidence.ts";
import { mayGrade, maySee } from "./may-grade.ts";
import { openScheme, pointsUnder } from "./open-scheme.ts";
import { gradedParts, readQueue, titleOf } from "./queue.ts";
import { readScript } from "./read-script.ts";

/** One hand-in with all that its graders need: files, rubric, marks, comments, evidence, and its place in the queue. */
export async function openDesk(ctx: Context & Membership, handIn: HandIn) {
  const { house, course, person, now } = ctx;
  const { database } = house;
  const scheme = await openScheme(house, course);
  const team = selectTeam(database, handIn.teamId);
  const names = staffNames(ctx);
  const record = selectTeamRecord(database, team.id);
  const parts = gradedParts(scheme.rules).filter(({ id }) => maySee(ctx, id));
  const marks = visibleMarks(ctx, handIn);
  const hidden = new Set(parts.filter(({ id }) => isApart(ctx, handIn.teamId, id)).map(({ id }) => id));
  const others = selectVisitors(database, { handInId: handIn.id, now }).filter(({ userId }) => userId !== person.id);
  return {
    now,
    course: viewCourse(course),
    role: ctx.role,
    handIn: {
      id: handIn.id,
      title: titleOf(course, team),
      blind: course.settings.grading.blind,
      submittedAt: handIn.submittedAt,
      deadline: record.deadline,
      replaced: handIn.replacedBy !== null,
      report: handIn.report && { bytes: handIn.report.bytes },
      models: handIn.models.map(({ name, bytes }) => ({ name, bytes })),
    },
    script: await readScript(house, course, handIn),
    parts: parts.map((part): DeskPart => {
      const mark = marks.find((one) => one.part === part.id);
      const rubric = rubricOf(part) ?? { items: [], cap: 0 };
      return {
        id: part.id,
        title: part.title,
        weight: part.weight,
        cap: rubric.cap,
        items: [...rubric.items],
        mayGrade: mayGrade(ctx, part.id) && ctx.team?.id !== team.id,
        purpose: purposeOf(ctx, team.id, part.id),
        mark: mark ? viewMark(mark, pointsUnder(scheme.rules, part.id)(mark), names) : null,
      };
    }),
    comments: selectComments(database, handIn.id)
      .filter(({ part, authorId }) => maySee(ctx, part) && (!hidden.has(part) || authorId === person.id))
      .map((comment) => viewComment(comment, person.id, names)),
    pool: selectPooledComments(database, course.id)
      .filter(({ part }) => maySee(ctx, part))
      .map(({ id, part, text, item, uses }) => ({ id, part, text, item, uses })),
    others: others.map(({ name, since }) => ({ name, since })),
    rerun: viewRerun(handIn),
    gradients: gradientLines(scheme, record),
    board: boardPlace(ctx, record),
    // Whoever grades some parts only does not see what others gave for the rest.
    grade: ctx.role === "grader" || hidden.size > 0 ? null : gradeSheet(scheme, record),
    ...neighbours(ctx, handIn.id),
  };
}

/** The reader's own queue around a hand-in: first what is theirs, then everything. */
function neighbours(ctx: Context & Membership, handInId: string) {
  const lines = readQueue(ctx);
  const mine = lines.filter((line) => line.handInId === handInId || line.parts.some(({ task }) => task !== null));
  const queue = mine.length > 1 ? mine : lines;
  const at = queue.findIndex((line) => line.handInId === handInId);
  return {
    previous: queue[at - 1]?.handInId ?? null,
    next: queue[at + 1]?.handInId ?? null,
    place: at + 1,
    of: queue.length,
  };
}

/**
 * The marks that a reader may see of a hand-in: one of a part. Whoever grades a part a second time, or to calibrate,
 * sees their own and no other, so that two opinions are two.
 */
export function visibleMarks(ctx: Context & Membership, handIn: HandIn): Mark[] {
  return selectMarksOfHandIn(ctx.house.database, handIn.id).filter((mark) => {
    const purpose = purposeOf(ctx, handIn.teamId, mark.part);
    if (!maySee(ctx, mark.part) || mark.purpose !== purpose) return false;
    return purpose === "grade" || mark.graderId === ctx.person.id;
  });
}

/** Why the reader grades a part of a team's hand-in: for the grade, unless they were asked for a second opinion. */
export function purposeOf({ house, course, person }: Context & Membership, teamId: string, part: string): MarkPurpose {
  const tasks = selectGradingTasks(house.database, { courseId: course.id, graderId: person.id });
  return tasks.find((task) => task.teamId === teamId && task.part === part)?.purpose ?? "grade";
}

function isApart(ctx: Context & Membership, teamId: string, part: string): boolean {
  return purposeOf(ctx, teamId, part) !== "grade";
}

/** Who is of the staff, by id. */
export function staffNames({ house, course }: Context & Membership): Map<string, string> {
  const staff = selectCourseMembers(house.database, course.id).filter(({ role }) => role !== "student");
  return new Map(staff.map(({ person }) => [person.id, person.name]));
}
