import { type Course, metricDirection, type Scored } from "@gradmark/contract";
import { measureShakeUp } from "@gradmark/course";
import { type BoardRow, type Database, selectBoard, selectLatestChangeOf, selectPrivateBoard } from "@gradmark/db";
import { type PrivateStanding, rankKeyOf } from "#features/board/view.ts";

/** A team on the final board. */
export interface FinalRow extends BoardRow {
  tied: boolean;
  private: PrivateStanding & { place: number };
}

export interface FinalStandings {
  /** Best first; of equal teams the better one on the public board. */
  rows: FinalRow[];
  /** How many places the teams moved, and how many they would have by chance; null when no interval is known. */
  moved: { mean: number; byChance: number; range: [number, number]; draws: number } | null;
}

/** The final standings of the revealed courses that were asked for, each kept until the course changes. */
export type FinalShelf = Map<string, { change: number; standings: FinalStandings }>;

/**
 * The final board of a revealed course. Its shake-up is drawn a few hundred times, so it is made once and kept: a
 * score that changes leaves a note about the course, and then it is made anew.
 */
export function finalStandings(database: Database, course: Course, shelf: FinalShelf): FinalStandings {
  const change = selectLatestChangeOf(database, { courseId: course.id, topic: "course" });
  const known = shelf.get(course.id);
  if (known?.change === change) return known.standings;
  const standings = makeStandings(database, course);
  shelf.set(course.id, { change, standings });
  return standings;
}

function makeStandings(database: Database, course: Course): FinalStandings {
  const { metric } = course.kit.competition;
  const finals = bestOfEachTeam(selectPrivateBoard(database, course.id), (row) => rankKeyOf(metric, row.privateScore));
  const publicPlaces = placesOf(selectBoard(database, { courseId: course.id }).map((row) => [row.teamId, row.rankKey]));
  const places = placesOf(finals.map((row) => [row.teamId, rankKeyOf(metric, row.privateScore)]));
  const shake = measureShakeUp(
    finals.map((row) => ({ public: row.publicScore, private: row.privateScore })),
    { direction: metricDirection(metric), seed: course.id },
  );
  const rows = finals.map((row, k): FinalRow => {
    const { place, tied } = places.get(row.teamId) ?? { place: k + 1, tied: false };
    const publicPlace = publicPlaces.get(row.teamId)?.place ?? null;
    return {
      ...row,
      tied,
      private: {
        place,
        score: row.privateScore,
        publicPlace,
        gained: publicPlace === null ? null : publicPlace - place,
        places: shake?.teams[k]?.places ?? null,
        byChance: shake?.teams[k]?.byChance ?? null,
      },
    };
  });
  const moved = shake && {
    mean: shake.moved,
    byChance: shake.movedByChance.mean,
    range: shake.movedByChance.range,
    draws: shake.draws,
  };
  return { rows, moved };
}

/** A team with several final entries stands where the best of them puts it. Best first; equal ones keep their order. */
function bestOfEachTeam<Row extends { teamId: string; privateScore: Scored }>(
  rows: Row[],
  keyOf: (row: Row) => number,
): Row[] {
  const best = new Map<string, Row>();
  for (const row of rows.toSorted((one, other) => keyOf(one) - keyOf(other)))
    if (!best.has(row.teamId)) best.set(row.teamId, row);
  return [...best.values()];
}

/** Standard competition ranking ("1224") of rows that stand in their order. */
function placesOf(keys: [id: string, key: number][]): Map<string, { place: number; tied: boolean }> {
  let place = 0;
  return new Map(
    keys.map(([id, key], k) => {
      if (keys[k - 1]?.[1] !== key) place = k + 1;
      return [id, { place, tied: keys[k - 1]?.[1] === key || keys[k + 1]?.[1] === key }];
    }),
  );
}
