import { explainDifference } from "../people/explain-difference.ts";
import { nameSkeleton } from "../people/name-skeleton.ts";
import { nearestName } from "../people/nearest-name.ts";
import type { KaggleRow } from "./parse-kaggle-leaderboard.ts";

/** A name that has no partner on the other side, with the one it was probably meant to be. */
export interface LeaderboardMiss {
  name: string;
  /** Where the name stands: on Kaggle's board, or among the teams of the course. */
  side: "leaderboard" | "course";
  nearest: string | null;
  message: string;
}

export interface LeaderboardMatch {
  matched: { team: string; score: number | null; rank: number }[];
  misses: LeaderboardMiss[];
}

/**
 * Matches the rows of a Kaggle leaderboard with the teams of a course, byte for byte: the lab asks for exactly the
 * same name. Nothing is matched by similarity; each miss says what is near and in what it differs, for a person.
 */
export function matchLeaderboard(rows: readonly KaggleRow[], teams: readonly string[]): LeaderboardMatch {
  const known = new Set(teams);
  const onBoard = new Set(rows.map((row) => row.team));
  const strangers = rows.filter((row) => !known.has(row.team)).map((row) => row.team);
  const absent = teams.filter((team) => !onBoard.has(team));
  return {
    matched: rows.filter((row) => known.has(row.team)).map(({ team, score, rank }) => ({ team, score, rank })),
    misses: [...explainMisses(strangers, "leaderboard", absent), ...explainMisses(absent, "course", strangers)],
  };
}

function explainMisses(
  names: readonly string[],
  side: LeaderboardMiss["side"],
  candidates: readonly string[],
): LeaderboardMiss[] {
  // Names that only look or sound the same have one skeleton: so a board of thousands is explained in one pass.
  const bySkeleton = new Map(candidates.map((candidate) => [nameSkeleton(candidate), candidate]));
  const place = side === "leaderboard" ? "is no team of this course" : "is not on the leaderboard";
  return names.map((name) => {
    const twin = bySkeleton.get(nameSkeleton(name));
    const difference = twin === undefined ? null : explainDifference(name, twin);
    if (twin !== undefined && difference !== null)
      return { name, side, nearest: twin, message: `"${name}" ${place}; "${twin}" is: ${difference}.` };
    const nearest = nearestName(name, candidates);
    const hint = nearest === null ? "and no name is near it." : `the nearest name that is: "${nearest}".`;
    return { name, side, nearest, message: `"${name}" ${place}; ${hint}` };
  });
}
