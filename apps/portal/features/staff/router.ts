import { countJobs, countTeams, selectPartReleases, selectRegrades, selectUndecidedAnswers } from "@gradmark/db";
import { viewCourse } from "#features/course/view.ts";
import { maySee } from "#server/grading/may-grade.ts";
import { rulesOf } from "#server/grading/open-scheme.ts";
import { gradedParts, type QueueLine, readQueue } from "#server/grading/queue.ts";
import { router, staffProcedure } from "#server/trpc.ts";
import type { PartProgress } from "./view.ts";

export const staffRouter = router({
  /** What the staff has to know today: dates, the queue, how far grading is, what waits for a person. */
  today: staffProcedure.query(({ ctx }) => {
    const { house, course, now } = ctx;
    const { database } = house;
    const lines = readQueue(ctx);
    const released = new Set(selectPartReleases(database, course.id).map(({ part }) => part));
    const parts = gradedParts(rulesOf(house, course)).filter(({ id }) => maySee(ctx, id));
    return {
      now,
      course: viewCourse(course),
      role: ctx.role,
      teams: countTeams(database, course.id),
      handIns: lines.length,
      jobs: countJobs(database, course.id),
      undecided: selectUndecidedAnswers(database, course.id).length,
      regrades: selectRegrades(database, { courseId: course.id }).filter(
        ({ state, part }) => state === "open" && maySee(ctx, part),
      ).length,
      progress: parts.map(({ id, title }) => measure(lines, id, title, released.has(id))),
      next:
        lines.find(({ parts: own }) => own.some(({ task, state }) => task !== null && state !== "done"))?.handInId ??
        null,
    };
  }),
});

function measure(lines: readonly QueueLine[], part: string, title: string, released: boolean): PartProgress {
  const all = lines.flatMap((line) => line.parts.filter((one) => one.part === part));
  const mine = all.filter(({ task }) => task !== null);
  const done = (some: typeof all) => some.filter(({ state }) => state === "done").length;
  return {
    part,
    title,
    done: done(all),
    begun: all.filter(({ state }) => state === "draft").length,
    all: all.length,
    mine: { done: done(mine), all: mine.length },
    released,
  };
}
