import {
  type BoardRow,
  countBoard,
  recordBoardDays,
  selectBoard,
  selectBoardNames,
  selectBoardTeams,
  selectOptionalBenchmark,
  selectOptionalBoardPosition,
  selectStandings,
} from "@gradmark/db";
import { type BoardLine, rankKeyOf, viewBenchmark, viewLines } from "#features/board/view.ts";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { namesFor } from "./name-lines.ts";
import type { Board } from "./open-board.ts";

/**
 * The board by each team's best public score. The database keeps the teams in their order in an index, so a part of a
 * board costs what the part costs, whatever the size of the class.
 */
export function openPublicBoard({ house: { database }, now }: Context, { course, team }: Membership): Board {
  const courseId = course.id;
  const { metric } = course.kit.competition;
  const day = recordBoardDays(database, { course, now });
  const found = selectOptionalBenchmark(database, courseId);
  const mark = found?.publicScore ? { ...found, publicScore: found.publicScore } : null;
  const benchmark = mark && { rankKey: rankKeyOf(metric, mark.publicScore) };
  const nameOf = namesFor(course, team);
  const view = (rows: readonly BoardRow[], place: { from: number; firstPlace: number; lastTied: boolean }) => {
    const earlier = selectStandings(database, { courseId, day, teamIds: rows.map(({ teamId }) => teamId) });
    return viewLines(rows, { ...place, benchmark, earlier, nameOf });
  };
  const placeOf = (rankKey: number) => countBoard(database, { courseId, before: rankKey }) + 1;
  return {
    teams: countBoard(database, { courseId }),
    ownPosition: (team && selectOptionalBoardPosition(database, team.id)) ?? null,
    benchmark:
      mark && benchmark
        ? viewBenchmark(
            { id: mark.id, createdAt: mark.createdAt, publicScore: mark.publicScore },
            countBoard(database, { courseId, upTo: benchmark.rankKey }),
          )
        : null,
    part(from, count) {
      const rows = selectBoard(database, { courseId, from, count: count + 1 });
      const shown = rows.slice(0, count);
      const [first] = shown;
      if (!first) return [];
      const lastTied = rows[count]?.rankKey === shown.at(-1)?.rankKey;
      return view(shown, { from, firstPlace: from === 0 ? 1 : placeOf(first.rankKey), lastTied });
    },
    find(text, limit) {
      const all = selectBoardNames(database, courseId);
      const hits = all
        .map((row, position) => ({ ...row, position }))
        .filter((row) => holds(nameOf(row).name, text))
        .slice(0, limit);
      const rows = selectBoardTeams(database, { courseId, teamIds: hits.map(({ teamId }) => teamId) });
      const byTeam = new Map(rows.map((row) => [row.teamId, row]));
      return hits.flatMap(({ teamId, rankKey, position }): BoardLine[] => {
        const row = byTeam.get(teamId);
        const lastTied = all[position + 1]?.rankKey === rankKey;
        return row ? view([row], { from: position, firstPlace: placeOf(rankKey), lastTied }) : [];
      });
    },
  };
}

/** As people compare names: whatever the capitals and the composition of accents. */
export function holds(name: string, text: string): boolean {
  const level = (words: string) => words.normalize("NFKC").toLowerCase();
  return level(name).includes(level(text));
}
