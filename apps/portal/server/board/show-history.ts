import {
  countBoard,
  recordBoardDays,
  selectBoardDays,
  selectBoardSteps,
  selectBoardTeams,
  selectEntriesOfTeam,
  selectOptionalBenchmark,
  selectOptionalKeyAt,
} from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { scoreOfKey } from "#features/board/view.ts";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";

export interface BoardHistory {
  /** Null when the reader asked for their own team and is in none. */
  team: {
    name: string;
    own: boolean;
    /** The best public score from a time on; null: the team left the board. */
    best: { at: Date; score: number | null }[];
    /** Every scored entry; only of the reader's own team. */
    entries: { at: Date; score: number }[];
  } | null;
  /** The class at each midnight and now: the best team, and those at the quarters. */
  class: { at: Date; teams: number; best: number; upper: number; median: number; lower: number }[];
  benchmark: number | null;
  /** Rows that a score is computed on; says how many digits mean something. */
  rows: number;
}

/**
 * Public scores over time: of a team, and of the class. Where the board is anonymous only the reader's own team is
 * told: when others got better is something that people know of each other.
 */
export function showHistory(ctx: Context, member: Membership, teamId: string | undefined): BoardHistory {
  const { house, now } = ctx;
  const { course } = member;
  const { metric } = course.kit.competition;
  const score = (key: number) => scoreOfKey(metric, key);
  const asked = findTeam(ctx, member, teamId);
  const own = asked?.id === member.team?.id;
  recordBoardDays(house.database, { course, now });
  const days = [...selectBoardDays(house.database, course.id), ...classNow(ctx, member)];
  const benchmark = selectOptionalBenchmark(house.database, course.id)?.publicScore ?? null;
  const entries = asked && own ? selectEntriesOfTeam(house.database, asked.id) : [];
  return {
    team: asked && {
      name: asked.name,
      own,
      best: selectBoardSteps(house.database, asked.id).map(({ at, rankKey }) => ({
        at,
        score: rankKey === null ? null : score(rankKey),
      })),
      entries: entries
        .flatMap(({ publicScore, scoredAt, createdAt }) =>
          publicScore ? [{ at: scoredAt ?? createdAt, score: publicScore.score }] : [],
        )
        .reverse(),
    },
    class: days.map(({ day, teams, best, upper, median, lower }) => ({
      at: day,
      teams,
      best: score(best),
      upper: score(upper),
      median: score(median),
      lower: score(lower),
    })),
    benchmark: benchmark?.score ?? null,
    rows: benchmark?.rows ?? entries.find((entry) => entry.publicScore)?.publicScore?.rows ?? 1000,
  };
}

function findTeam(
  { house }: Context,
  { course, team }: Membership,
  teamId: string | undefined,
): { id: string; name: string } | null {
  if (teamId === undefined || teamId === team?.id) return team;
  const [found] = course.settings.board.anonymous
    ? []
    : selectBoardTeams(house.database, { courseId: course.id, teamIds: [teamId] });
  if (!found)
    throw new TRPCError({
      code: "NOT_FOUND",
      message: "This board shows no history of such a team. Choose another one.",
    });
  return { id: teamId, name: found.teamName };
}

/** As `board_day` has it for a midnight: each value is that of the team at the quarter. */
function classNow({ house: { database }, now }: Context, { course }: Membership) {
  const teams = countBoard(database, { courseId: course.id });
  const at = (share: number) => selectOptionalKeyAt(database, course.id, Math.floor(share * (teams - 1)));
  const [best, upper, median, lower] = [at(0), at(0.25), at(0.5), at(0.75)];
  if (best === undefined || upper === undefined || median === undefined || lower === undefined) return [];
  return [{ day: now, teams, best, upper, median, lower }];
}
