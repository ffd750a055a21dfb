import { slotRule } from "@gradmark/contract";
import type { GradingScheme } from "@gradmark/course";
import { countBoard, selectOptionalBoardPosition, type TeamRecord } from "@gradmark/db";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";

/** What the checker said of each slot: the answer that counts, and how it was read. */
export function gradientLines({ kit, problems }: GradingScheme, { answers }: TeamRecord) {
  return problems.flatMap(({ id: problem, slots }) =>
    slots.map(({ id: slot, points }) => {
      const own = answers.filter((one) => one.problem === problem && one.slot === slot);
      const counts = own.find(({ verdict }) => verdict === "correct") ?? own[0];
      return {
        problem,
        slot,
        points,
        graded: slotRule(kit, problem, slot).graded,
        verdict: counts?.verdict ?? null,
        answer: counts === undefined ? null : shown(counts.answer),
        tries: own.length,
      };
    }),
  );
}

/** An answer of one formula as it was typed; a table of formulas in short. */
function shown(answer: TeamRecord["answers"][number]["answer"]): string {
  return (typeof answer === "string" ? answer : JSON.stringify(answer)).slice(0, 500);
}

/**
 * Where the team stands on the public board, and its final entry against the benchmark. In a course that is graded
 * blindly only the latter: a place on the board is a name.
 */
export function boardPlace({ house, course }: Context & Membership, { teamId, finalEntries, benchmark }: TeamRecord) {
  const [final] = finalEntries;
  const blind = course.settings.grading.blind;
  return {
    position: blind ? null : (selectOptionalBoardPosition(house.database, teamId) ?? null),
    teams: blind ? null : countBoard(house.database, { courseId: course.id }),
    publicScore: blind ? null : (final?.publicScore ?? null),
    privateScore: blind ? null : (final?.privateScore ?? null),
    benchmark: benchmark?.privateScore ?? null,
  };
}
