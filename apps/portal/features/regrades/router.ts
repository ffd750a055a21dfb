import {
  answerRegrade,
  type RegradeRefusal,
  selectOptionalHandIn,
  selectOptionalRegrade,
  selectRegrades,
  selectTeam,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { viewCourse } from "#features/course/view.ts";
import { checkContent } from "#server/grading/check-content.ts";
import { maySee, requirePart } from "#server/grading/may-grade.ts";
import { staffNames } from "#server/grading/open-desk.ts";
import { pointsUnder, rulesOf } from "#server/grading/open-scheme.ts";
import { titleOf } from "#server/grading/queue.ts";
import { graderProcedure, router, staffProcedure } from "#server/trpc.ts";
import { answerInput } from "./schema.ts";
import { viewRegrade } from "./view.ts";

export const regradesRouter = router({
  /** The requests on the parts that the reader may see, open ones first. */
  list: staffProcedure.query(({ ctx }) => {
    const { house, course, person, now } = ctx;
    const names = staffNames(ctx);
    const rules = rulesOf(house, course);
    const found = selectRegrades(house.database, { courseId: course.id }).filter(({ part }) => maySee(ctx, part));
    return {
      now,
      course: viewCourse(course),
      requests: [...found].sort(openFirst).map((request) => ({
        ...viewRegrade(request),
        title: titleOf(course, selectTeam(house.database, request.teamId)),
        partTitle: rules.parts.find(({ id }) => id === request.part)?.title ?? request.part,
        handIn: request.handInId,
        answeredBy: request.answeredBy && (names.get(request.answeredBy) ?? "somebody"),
        mine: request.answeredBy === person.id,
      })),
    };
  }),

  /** Answers a request, with other points or without: never by the person who gave them. */
  answer: graderProcedure.input(answerInput).mutation(({ ctx, input }) => {
    const { house, course, person, now } = ctx;
    const found = selectOptionalRegrade(house.database, input.regrade);
    const handIn = found && selectOptionalHandIn(house.database, found.handInId);
    if (found?.courseId !== course.id || !handIn)
      throw new TRPCError({ code: "NOT_FOUND", message: "This course has no such request. Reload the page." });
    requirePart(ctx, found.part, found.teamId);
    const rules = rulesOf(house, course);
    const refused = input.change && checkContent(rules, found.part, input.change.content, true);
    if (refused) return refused;
    const pointsOf = pointsUnder(rules, found.part);
    const request = { courseId: course.id, id: found.id, actor: person.id, answer: input.answer, now };
    const done = answerRegrade(house.database, { ...request, change: input.change, pointsOf });
    return done.ok
      ? { ok: true as const, request: viewRegrade(done.request) }
      : { ok: false as const, refusal: done.refusal, message: sentences[done.refusal] };
  }),
});

function openFirst(a: { state: string; askedAt: Date }, b: { state: string; askedAt: Date }): number {
  return Number(b.state === "open") - Number(a.state === "open") || a.askedAt.getTime() - b.askedAt.getTime();
}

const sentences: Record<RegradeRefusal, string> = {
  "not-released": "The points of this part are not released yet. You can ask when you see them.",
  "regrade-closed": "The time in which another look can be asked for is over. Ask the staff if there is a reason.",
  "nothing-graded": "This part of your hand-in has no mark yet, so there is nothing to look at again.",
  "regrade-open": "Your team has asked for another look at this part already. One request at a time is answered.",
  "no-such-regrade": "This request was answered or withdrawn already. Reload the page.",
  "same-grader": "You gave these points yourself. Somebody else has to look at them.",
  "stale-mark": "The mark was changed in the meantime. Reload the page; your answer is kept until then.",
};
