import type { CourseRole, GradingTask } from "@gradmark/contract";
import { splitTasks } from "@gradmark/course";
import {
  assignTasks,
  insertCourseMember,
  insertStaffAction,
  inTransaction,
  selectCourseMembers,
  selectGradingTasks,
  selectMarks,
  selectQueuedHandIns,
  updateCourseSettings,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import type { Context } from "#server/context.ts";
import { findHandIn } from "#server/grading/find-hand-in.ts";
import { mayGrade } from "#server/grading/may-grade.ts";
import { pointsUnder, rulesOf } from "#server/grading/open-scheme.ts";
import { gradedParts, titleOf } from "#server/grading/queue.ts";
import { leadProcedure, type Membership, ownerProcedure, router } from "#server/trpc.ts";
import { blindInput, calibrationInput, roleInput, splitInput } from "./schema.ts";
import { viewFairness } from "./view.ts";

export const gradersRouter = router({
  /** Who grades how much, how high and how far apart; how well two opinions agree. */
  show: leadProcedure.query(({ ctx }) => {
    const { house, course, now } = ctx;
    const rules = rulesOf(house, course);
    const marks = selectMarks(house.database, course.id);
    const tasks = selectGradingTasks(house.database, { courseId: course.id });
    const queued = selectQueuedHandIns(house.database, course.id);
    return {
      now,
      course: viewCourse(course),
      role: ctx.role,
      blind: course.settings.grading.blind,
      handIns: queued.map((one) => ({
        id: one.handInId,
        title: titleOf(course, { id: one.teamId, name: one.teamName }),
      })),
      parts: gradedParts(rules).map((part) => viewFairness(part, marks, pointsUnder(rules, part.id))),
      staff: staffOf(ctx).map(({ person, role, parts }) => {
        const own = tasks.filter(({ graderId }) => graderId === person.id);
        const done = marks.filter(({ graderId, state }) => graderId === person.id && state === "done").length;
        return { id: person.id, name: person.name, email: person.email, role, parts, tasks: own.length, done };
      }),
    };
  }),

  /** Splits what nobody grades yet evenly among the graders, and draws the sample that is graded twice. */
  split: leadProcedure.input(splitInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    return inTransaction(house.database, () => {
      const graders = staffOf(ctx).filter(({ role }) => role === "ta" || role === "grader");
      const able = graders.length > 0 ? graders : staffOf(ctx).filter(({ role }) => role === "owner");
      const given = selectGradingTasks(house.database, { courseId: course.id });
      const begun = begunTasks(ctx, given);
      const { give, take } = splitTasks({
        courseId: course.id,
        seed: course.seed,
        teams: selectQueuedHandIns(house.database, course.id).map(({ teamId }) => teamId),
        parts: gradedParts(rulesOf(house, course)).map(({ id }) => id),
        graders: able.map(({ person: { id }, role, parts }) => ({
          id,
          parts: role === "grader" ? (parts ?? []) : null,
        })),
        given: [...given, ...begun],
        doubleShare: input.doubleShare,
        now,
      });
      assignTasks(house.database, { courseId: course.id, give: [...begun, ...give], take, actor: person.id, now });
      return { given: give.length, taken: take.length, graders: able.length };
    });
  }),

  /** Makes a hand-in a sample: everybody who grades the part does so on their own, and sees nobody else's mark. */
  calibrate: leadProcedure.input(calibrationInput).mutation(({ ctx, input: { handIn: id, part } }) => {
    const { house, course, person, now } = ctx;
    const { teamId } = findHandIn(ctx, id);
    const graders = staffOf(ctx).filter((member) => mayGrade(member, part));
    const task = { courseId: course.id, teamId, part, purpose: "calibration", assignedAt: now } as const;
    const give = graders.map((one) => ({ ...task, graderId: one.person.id }));
    assignTasks(house.database, { courseId: course.id, give, take: [], actor: person.id, now });
    return { graders: give.length };
  }),

  /** Hides the teams' names and places from those who grade, or shows them again. */
  setBlind: ownerProcedure.input(blindInput).mutation(({ ctx, input: { blind } }) => {
    const { house, course, person, now } = ctx;
    const before = course.settings.grading;
    inTransaction(house.database, () => {
      const why = blind ? "Grading hides the teams' names." : "Grading shows the teams' names.";
      const change = { grading: { ...before, blind } };
      updateCourseSettings(house.database, { courseId: course.id, change, why, actor: person.id, now });
      const line = { courseId: course.id, actor: person.id, action: "settings-changed", subjectId: course.id } as const;
      insertStaffAction(house.database, { ...line, before, after: change.grading, at: now });
    });
    return { blind };
  }),

  /** Gives a person of the course another role. The last owner stays one. */
  setRole: ownerProcedure.input(roleInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    return inTransaction(house.database, () => {
      const members = selectCourseMembers(house.database, course.id);
      const found = members.find((one) => one.person.id === input.person);
      if (!found)
        throw new TRPCError({ code: "NOT_FOUND", message: "This person is not in the course. Reload the page." });
      if (isLastOwner(members, found) && input.role !== "owner")
        throw new TRPCError({ code: "BAD_REQUEST", message: "A course keeps an owner. Make somebody else one first." });
      const { role, parts } = input;
      insertCourseMember(house.database, { courseId: course.id, userId: found.person.id, role, parts, now });
      const line = {
        courseId: course.id,
        actor: person.id,
        action: "role-changed",
        subjectId: found.person.id,
      } as const;
      const before = { role: found.role, parts: found.parts };
      insertStaffAction(house.database, { ...line, before, after: { role, parts }, at: now });
      return { role };
    });
  }),
});

/** Who has begun to grade without being asked keeps the hand-in, and is not asked for a second opinion of it. */
function begunTasks({ house, course, now }: Context & Membership, given: readonly GradingTask[]): GradingTask[] {
  return selectMarks(house.database, course.id)
    .filter(({ purpose }) => purpose === "grade")
    .filter(({ teamId, part }) => !given.some((task) => task.teamId === teamId && task.part === part))
    .map(({ courseId, teamId, part, graderId }) => ({
      courseId,
      teamId,
      part,
      graderId,
      purpose: "grade",
      assignedAt: now,
    }));
}

function staffOf({ house, course }: Context & Membership) {
  return selectCourseMembers(house.database, course.id).filter(({ role }) => role !== "student");
}

function isLastOwner(members: readonly { role: CourseRole }[], { role }: { role: CourseRole }): boolean {
  return role === "owner" && members.filter((one) => one.role === "owner").length === 1;
}
