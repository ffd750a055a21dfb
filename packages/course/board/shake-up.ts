import type { Scored } from "@gradmark/contract";
import { seededNormal } from "./seeded-normal.ts";

/** A team by its final entry, on the rows of the public board and on those that decide. */
export interface ShakeTeam {
  public: Scored;
  private: Scored;
}

export interface ShakeUp {
  /** In the order of the teams: with 90 % of the draws within. */
  teams: {
    /** The private place, had other rows of the same number been drawn. */
    places: [number, number];
    /** Places won (positive) or lost, were the team equally good on both parts. */
    byChance: [number, number];
  }[];
  /** Mean number of places by which a team moved, whichever way. */
  moved: number;
  /** The same were every team equally good on both parts: the mean over the draws, and 90 % of them. */
  movedByChance: { mean: number; range: [number, number] };
  draws: number;
}

/**
 * How sure is the final ranking, and how much of its difference from the public one do so few rows make by themselves?
 *
 * Places: a parametric bootstrap. Each private score is drawn anew, normal around the one that was seen, as wide as
 * its 95 % interval says; the places are counted; 90 % of them lie in `places`. Teams are drawn independently of each
 * other, although all are scored on the same rows: the "independent component" bootstrap of P. Hall, H. Miller, "Using
 * the bootstrap to quantify the authority of an empirical ranking", Annals of Statistics 37 (2009) 3929–3959, who show
 * that such intervals have the right order of length, though not its exact factor. Mistakes that teams share make
 * the true intervals narrower.
 *
 * By chance: each team gets one score, the mean of both weighted with their rows; a public and a private score are
 * drawn around it. What moves then moves because the rows are few.
 *
 * @returns null when fewer than two teams, or a score without an interval
 */
export function measureShakeUp(
  teams: readonly ShakeTeam[],
  { direction, seed }: { direction: "max" | "min"; seed: string },
): ShakeUp | null {
  const spread = teams.map((team) => ({ public: spreadOf(team.public), private: spreadOf(team.private) }));
  if (teams.length < 2 || spread.some((of) => of.public === null || of.private === null)) return null;
  const count = teams.length;
  const draws = Math.max(100, Math.min(1000, Math.floor(1e6 / count)));
  const sign = direction === "max" ? -1 : 1;
  const normal = seededNormal(seed);
  const draw = (part: "public" | "private", center: (team: ShakeTeam) => number) =>
    placesOf(
      Float64Array.from(teams, (team, k) => {
        const value = center(team) + (spread[k]?.[part] ?? 0) * normal();
        return sign * (isShare(team[part]) ? toShare(value, team[part].rows) : value);
      }),
    );
  const places = new Int32Array(count * draws);
  const moves = new Int32Array(count * draws);
  const means = new Float64Array(draws);
  for (let n = 0; n < draws; n++) {
    places.set(
      draw("private", (team) => team.private.score),
      n * count,
    );
    const before = draw("public", pooled);
    const after = draw("private", pooled);
    for (let k = 0; k < count; k++) moves[n * count + k] = (before[k] ?? 0) - (after[k] ?? 0);
    means[n] = meanSize(moves.subarray(n * count, (n + 1) * count));
  }
  const ofTeam = (all: Int32Array, k: number) => Int32Array.from({ length: draws }, (_, n) => all[n * count + k] ?? 0);
  const seen = (part: "public" | "private") => placesOf(Float64Array.from(teams, (team) => sign * team[part].score));
  const [before, after] = [seen("public"), seen("private")];
  return {
    teams: teams.map((_, k) => ({ places: middle(ofTeam(places, k)), byChance: middle(ofTeam(moves, k)) })),
    moved: meanSize(before.map((place, k) => place - (after[k] ?? 0))),
    movedByChance: { mean: meanSize(means), range: middle(means) },
    draws,
  };
}

/** The standard deviation behind a 95 % interval. */
function spreadOf({ interval }: Scored): number | null {
  return interval && (interval[1] - interval[0]) / (2 * 1.959964);
}

function pooled(team: ShakeTeam): number {
  const { public: one, private: other } = team;
  return (one.score * one.rows + other.score * other.rows) / (one.rows + other.rows);
}

/** Whether a score is a share of its rows, as accuracy is: then equal scores are common, and must be so when drawn. */
function isShare({ score, rows }: Scored): boolean {
  return score >= 0 && score <= 1 && Math.abs(score * rows - Math.round(score * rows)) < 1e-6;
}

function toShare(value: number, rows: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * rows) / rows;
}

/** Standard competition ranking: one more than there are smaller keys. */
function placesOf(keys: Float64Array): Int32Array {
  const sorted = keys.toSorted();
  return Int32Array.from(keys, (key) => firstAt(sorted, key) + 1);
}

/** Where a key stands first in a sorted list that holds it. */
function firstAt(sorted: Float64Array, key: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const half = (low + high) >> 1;
    if ((sorted[half] ?? 0) < key) low = half + 1;
    else high = half;
  }
  return low;
}

function meanSize(values: Int32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += Math.abs(value);
  return sum / values.length;
}

/** The shortest ends that leave one in twenty out on either side. */
function middle(values: Int32Array | Float64Array): [number, number] {
  const sorted = values.toSorted();
  const out = Math.floor(sorted.length * 0.05);
  return [sorted[out] ?? 0, sorted[sorted.length - 1 - out] ?? 0];
}
