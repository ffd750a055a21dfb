import { selectOptionalBenchmark } from "@gradmark/db";
import { type BoardLine, rankKeyOf, viewBenchmark } from "#features/board/view.ts";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { type FinalRow, finalStandings } from "./final-standings.ts";
import { namesFor } from "./name-lines.ts";
import type { Board } from "./open-board.ts";
import { holds } from "./public-board.ts";

/** The board after the reveal: final entries by their private scores. Never opened before: see `openBoard`. */
export function openFinalBoard({ house }: Context, { course, team }: Membership): Board {
  const { metric } = course.kit.competition;
  const { rows } = finalStandings(house.database, course, house.finalBoards);
  const found = selectOptionalBenchmark(house.database, course.id);
  const mark = found?.privateScore && rankKeyOf(metric, found.privateScore);
  const keyOf = (row: FinalRow) => rankKeyOf(metric, row.private.score);
  const nameOf = namesFor(course, team);
  const view = (row: FinalRow, position: number): BoardLine => ({
    ...nameOf(row),
    kind: "team",
    position,
    place: row.private.publicPlace,
    tied: row.tied,
    public: row.publicScore,
    uploadedAt: row.uploadedAt,
    beatsBenchmark: typeof mark === "number" ? keyOf(row) < mark : null,
    moved: null,
    private: row.private,
  });
  const own = team ? rows.findIndex(({ teamId }) => teamId === team.id) : -1;
  const { id = "", createdAt = course.createdAt, publicScore, privateScore } = found ?? {};
  return {
    teams: rows.length,
    ownPosition: own === -1 ? null : own,
    benchmark:
      publicScore && privateScore && typeof mark === "number"
        ? viewBenchmark({ id, createdAt, publicScore, privateScore }, rows.filter((row) => keyOf(row) <= mark).length)
        : null,
    part: (from, count) => rows.slice(from, from + count).map((row, k) => view(row, from + k)),
    find: (text, limit) =>
      rows
        .map((row, position) => ({ row, position }))
        .filter(({ row }) => holds(nameOf(row).name, text))
        .slice(0, limit)
        .map(({ row, position }) => view(row, position)),
  };
}
