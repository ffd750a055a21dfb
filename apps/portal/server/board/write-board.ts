import { formatBoard } from "@gradmark/course";
import type { BoardLine } from "#features/board/view.ts";
import { isRevealed } from "#features/entries/view.ts";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { countLines, linesOf, openBoard } from "./open-board.ts";

/** The whole board as one of its members sees it, as CSV. */
export function writeBoard(ctx: Context, member: Membership): string {
  const board = openBoard(ctx, member);
  const rows = linesOf(board, 0, countLines(board)).map(rowOf);
  return formatBoard(rows, { revealed: isRevealed(member.course.state) });
}

function rowOf(line: BoardLine) {
  const { kind, name, uploadedAt, beatsBenchmark } = line;
  return {
    kind,
    place: line.private ? line.private.place : line.place,
    team: name,
    public: line.public,
    private: line.private && { score: line.private.score, publicPlace: line.private.publicPlace },
    uploadedAt,
    beatsBenchmark,
  };
}
