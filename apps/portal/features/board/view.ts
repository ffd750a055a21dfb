import { type KitMetric, metricDirection, type Scored } from "@gradmark/contract";
import type { BoardRow } from "@gradmark/db";

/** How many of the best are shown at first. Here, not in schema.ts: a page that needs it would load zod with it. */
export const topChoices = [10, 50, 100] as const;

/** One line of the board. The benchmark has no place: it is no team. */
export interface BoardLine {
  id: string;
  kind: "team" | "benchmark";
  name: string;
  own: boolean;
  /** How many teams are named before this line. */
  position: number;
  /** 1 for the best; equal scores share the better place, and the places after them are skipped. */
  place: number | null;
  tied: boolean;
  public: Scored;
  uploadedAt: Date;
  /** By the score that orders the board, strictly; null for the benchmark itself and while there is none. */
  beatsBenchmark: boolean | null;
  /** Places won since midnight; null when the team did not stand on the board then, and after the reveal. */
  moved: number | null;
  /** Only after the reveal. */
  private: PrivateStanding | null;
}

export interface PrivateStanding {
  place: number | null;
  score: Scored;
  publicPlace: number | null;
  /** Places won against the public board. */
  gained: number | null;
  /** Where 90 % of the draws put the team, and how far it would move by chance; null where no interval is known. */
  places: [number, number] | null;
  byChance: [number, number] | null;
}

/** What a line needs to know beside its row. */
interface Surroundings {
  /** Of the first row, counted from 0. */
  from: number;
  /** Of the first row: less than `from + 1` when it is level with rows before it. */
  firstPlace: number;
  /** Whether the row after the last one is level with it. */
  lastTied: boolean;
  benchmark: { rankKey: number } | null;
  /** Places at midnight, by team. */
  earlier: ReadonlyMap<string, number>;
  nameOf: (row: { teamId: string; teamName: string }) => Pick<BoardLine, "id" | "name" | "own">;
}

/** Consecutive rows of the public board as lines, by standard competition ranking ("1224"). */
export function viewLines(rows: readonly BoardRow[], around: Surroundings): BoardLine[] {
  let place = around.firstPlace;
  return rows.map((row, k): BoardLine => {
    const level = rows[k - 1]?.rankKey === row.rankKey;
    if (k > 0 && !level) place = around.from + k + 1;
    const next = k + 1 < rows.length ? rows[k + 1]?.rankKey === row.rankKey : around.lastTied;
    const before = around.earlier.get(row.teamId);
    return {
      ...around.nameOf(row),
      kind: "team",
      position: around.from + k,
      place,
      tied: level || next || place < around.from + k + 1,
      public: row.publicScore,
      uploadedAt: row.uploadedAt,
      beatsBenchmark: around.benchmark && row.rankKey < around.benchmark.rankKey,
      moved: before === undefined ? null : before - place,
      private: null,
    };
  });
}

/** The benchmark as a line; `position`: how many teams are at least as good. */
export function viewBenchmark(
  entry: { id: string; createdAt: Date; publicScore: Scored; privateScore?: Scored },
  position: number,
): BoardLine {
  const standing = { place: null, publicPlace: null, gained: null, places: null, byChance: null };
  return {
    id: entry.id,
    kind: "benchmark",
    name: "Benchmark",
    own: false,
    position,
    place: null,
    tied: false,
    public: entry.publicScore,
    uploadedAt: entry.createdAt,
    beatsBenchmark: null,
    moved: null,
    private: entry.privateScore ? { ...standing, score: entry.privateScore } : null,
  };
}

/** As `team.rankKey` in the database: the smaller the better. */
export function rankKeyOf(metric: KitMetric, { score }: Pick<Scored, "score">): number {
  return metricDirection(metric) === "max" ? 0 - score : score;
}

/** A place value as the score that it stands for. */
export function scoreOfKey(metric: KitMetric, rankKey: number): number {
  return metricDirection(metric) === "max" ? 0 - rankKey : rankKey;
}

/** Puts the benchmark after the teams that are at least as good as it: an equal score does not beat it. */
export function mergeLines(teams: readonly BoardLine[], benchmark: BoardLine | null): BoardLine[] {
  const unique = [...new Map(teams.map((line) => [line.position, line])).values()];
  const sorted = unique.sort((one, other) => one.position - other.position);
  if (!benchmark) return sorted;
  const at = sorted.findIndex(({ position }) => position >= benchmark.position);
  return at === -1 ? [...sorted, benchmark] : sorted.toSpliced(at, 0, benchmark);
}

/** How many teams are left out between two lines that stand one after the other. */
export function gapBefore(line: BoardLine, previous: BoardLine | undefined): number {
  if (!previous) return 0;
  return Math.max(0, line.position - previous.position - (previous.kind === "team" ? 1 : 0));
}

/** The score that orders the board. */
export function decisiveScore(line: BoardLine): number {
  return (line.private?.score ?? line.public).score;
}
