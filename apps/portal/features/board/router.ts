import { metricLabel } from "@gradmark/contract";
import { courseDay } from "@gradmark/db";
import { viewCourse } from "#features/course/view.ts";
import { isRevealed } from "#features/entries/view.ts";
import { finalStandings } from "#server/board/final-standings.ts";
import { type Board, openBoard } from "#server/board/open-board.ts";
import { showHistory } from "#server/board/show-history.ts";
import { memberProcedure, router } from "#server/trpc.ts";
import { boardInput, historyInput, moreInput } from "./schema.ts";
import { mergeLines } from "./view.ts";

export const boardRouter = router({
  /**
   * Best entries by public score; once the course is revealed, final entries by private score. The best so many, the
   * reader's own team with its neighbours, and the benchmark; or, with a text, the teams whose names hold it.
   */
  show: memberProcedure.input(boardInput).query(({ ctx, input: { top, search } }) => {
    const { course, team, now, house } = ctx;
    const board = openBoard(ctx, ctx);
    const { metric, publicShare } = course.kit.competition;
    const revealed = isRevealed(course.state);
    const found = search === "" ? null : board.find(search, mostFound);
    const near = neighbours(board);
    const teams = found ?? [...board.part(0, top), ...near];
    return {
      now,
      course: viewCourse(course),
      metric: metricLabel(metric),
      publicShare,
      revealed,
      anonymous: course.settings.board.anonymous,
      /** The midnight since which places moved. */
      since: courseDay(now, course.timeZone).start,
      moved: revealed ? finalStandings(house.database, course, house.finalBoards).moved : null,
      hasTeam: team !== null,
      own: near.find((line) => line.own) ?? null,
      benchmark: board.benchmark,
      teams: board.teams,
      lines: mergeLines(teams, found ? null : board.benchmark),
      /** Where the rest begins, for `more`. */
      next: found || board.teams <= top ? null : top,
    };
  }),

  /** Further teams, a hundred at a time. */
  more: memberProcedure.input(moreInput).query(({ ctx, input: { cursor } }) => {
    const board = openBoard(ctx, ctx);
    const lines = board.part(cursor, morePage);
    const next = cursor + lines.length;
    return { lines, next: lines.length === 0 || next >= board.teams ? null : next };
  }),

  /** Public scores over time: of the reader's team, or of another one where the board tells names, and of the class. */
  history: memberProcedure.input(historyInput).query(({ ctx, input }) => showHistory(ctx, ctx, input.team)),
});

const mostFound = 50;
const morePage = 100;

/** The reader's own team with two on either side. */
function neighbours(board: Board) {
  if (board.ownPosition === null) return [];
  const from = Math.max(0, board.ownPosition - 2);
  return board.part(from, board.ownPosition + 3 - from);
}
