import { metricLabel } from "@gradmark/contract";
import { selectBoard, selectOptionalBenchmark, selectPrivateBoard } from "@gradmark/db";
import { viewCourse } from "#features/course/view.ts";
import { isRevealed } from "#features/entries/view.ts";
import type { Context } from "#server/context.ts";
import { type Membership, memberProcedure, router } from "#server/trpc.ts";
import { type BoardLine, shorten, viewPrivateBoard, viewPublicBoard } from "./view.ts";

export const boardRouter = router({
  /** Best entries by public score; once the course is revealed, final entries by private score. */
  show: memberProcedure.query(({ ctx }) => {
    const { course, team, now } = ctx;
    const lines = boardLines(ctx, ctx);
    const { metric, publicShare } = course.kit.competition;
    return {
      now,
      course: viewCourse(course),
      metric: metricLabel(metric),
      publicShare,
      revealed: isRevealed(course.state),
      hasTeam: team !== null,
      teams: lines.filter((line) => line.kind === "team").length,
      lines: shorten(lines, 200),
    };
  }),
});

/** All lines of a course's board, best first. Private scores are read only once everybody may see them. */
export function boardLines(ctx: Context, membership: Membership): BoardLine[] {
  return isRevealed(membership.course.state) ? privateLines(ctx, membership) : publicLines(ctx, membership);
}

function publicLines({ house }: Context, { course, team }: Membership): BoardLine[] {
  const benchmark = selectOptionalBenchmark(house.database, course.id);
  return viewPublicBoard({
    metric: course.kit.competition.metric,
    ownTeamId: team?.id ?? null,
    rows: selectBoard(house.database, course.id),
    benchmark: benchmark?.publicScore
      ? { id: benchmark.id, public: benchmark.publicScore, uploadedAt: benchmark.createdAt }
      : null,
  });
}

function privateLines({ house }: Context, { course, team }: Membership): BoardLine[] {
  const benchmark = selectOptionalBenchmark(house.database, course.id);
  return viewPrivateBoard({
    metric: course.kit.competition.metric,
    ownTeamId: team?.id ?? null,
    rows: selectBoard(house.database, course.id),
    finals: selectPrivateBoard(house.database, course.id),
    benchmark:
      benchmark?.publicScore && benchmark.privateScore
        ? {
            id: benchmark.id,
            public: benchmark.publicScore,
            private: benchmark.privateScore,
            uploadedAt: benchmark.createdAt,
          }
        : null,
  });
}
