import { type BoardLine, mergeLines } from "#features/board/view.ts";
import { isRevealed } from "#features/entries/view.ts";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { openFinalBoard } from "./final-board.ts";
import { openPublicBoard } from "./public-board.ts";

/** A course's board as one of its members sees it. Nothing of it is read before it is asked for. */
export interface Board {
  /** How many teams stand on it. */
  teams: number;
  /** How many of them are named before the reader's team; null when that does not stand on it. */
  ownPosition: number | null;
  /** The benchmark, with how many teams are at least as good. */
  benchmark: BoardLine | null;
  /** Teams by their position, best first. */
  part(from: number, count: number): BoardLine[];
  /** The best teams among those whose shown name holds a text, in any capitals. */
  find(text: string, limit: number): BoardLine[];
}

/** By public scores; once everybody may see them, by the private scores of the final entries. */
export function openBoard(ctx: Context, member: Membership): Board {
  return isRevealed(member.course.state) ? openFinalBoard(ctx, member) : openPublicBoard(ctx, member);
}

/** All lines from one up to, not including, another; the benchmark counts as one. */
export function linesOf(board: Board, from: number, to: number): BoardLine[] {
  const mark = board.benchmark?.position ?? board.teams;
  const teams = (line: number) => line - (line > mark ? 1 : 0);
  const lines = board.part(teams(from), teams(to) - teams(from));
  return mergeLines(lines, board.benchmark && from <= mark && mark < to ? board.benchmark : null);
}

/** How many lines there are in all. */
export function countLines(board: Board): number {
  return board.teams + (board.benchmark ? 1 : 0);
}
