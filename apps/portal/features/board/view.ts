import { type KitMetric, metricDirection, type Scored } from "@gradmark/contract";
import type { BoardRow } from "@gradmark/db";

/** One line of the board. The benchmark has no place: it is no team. */
export interface BoardLine {
  id: string;
  kind: "team" | "benchmark";
  name: string;
  own: boolean;
  /** 1 for the best; equal scores share the better place, and the places after them are skipped. */
  place: number | null;
  tied: boolean;
  public: Scored;
  uploadedAt: Date;
  /** By the score that orders the board, strictly; null for the benchmark itself and while there is none. */
  beatsBenchmark: boolean | null;
  /** Only after the reveal. */
  private: { place: number | null; score: Scored; gained: number | null } | null;
}

interface BoardSource {
  metric: KitMetric;
  ownTeamId: string | null;
  rows: BoardRow[];
  benchmark: { id: string; public: Scored; uploadedAt: Date } | null;
}

type Ranked = Pick<BoardLine, "place" | "tied">;

/** The public board, best first. */
export function viewPublicBoard({ metric, ownTeamId, rows, benchmark }: BoardSource): BoardLine[] {
  const places = rank(
    metric,
    rows.map((row) => [row.teamId, row.publicScore.score]),
  );
  const teams = rows.map((row) => teamLine(row, ownTeamId, places.get(row.teamId)));
  return order(metric, teams, benchmark && benchmarkLine(benchmark));
}

/** The board after the reveal, by the private scores of the final entries, with how far each team moved. */
export function viewPrivateBoard(
  source: Omit<BoardSource, "rows" | "benchmark"> & {
    rows: BoardRow[];
    finals: (BoardRow & { privateScore: Scored })[];
    benchmark: (NonNullable<BoardSource["benchmark"]> & { private: Scored }) | null;
  },
): BoardLine[] {
  const { metric, ownTeamId, rows, benchmark } = source;
  const finals = bestOfEachTeam(metric, source.finals);
  const before = rank(
    metric,
    rows.map((row) => [row.teamId, row.publicScore.score]),
  );
  const after = rank(
    metric,
    finals.map((row) => [row.teamId, row.privateScore.score]),
  );
  const teams = finals.map((row): BoardLine => {
    const place = after.get(row.teamId)?.place ?? null;
    const earlier = before.get(row.teamId)?.place ?? null;
    const gained = place !== null && earlier !== null ? earlier - place : null;
    return {
      ...teamLine(row, ownTeamId, before.get(row.teamId)),
      tied: after.get(row.teamId)?.tied ?? false,
      private: { place, score: row.privateScore, gained },
    };
  });
  const line = benchmark && {
    ...benchmarkLine(benchmark),
    private: { place: null, score: benchmark.private, gained: null },
  };
  return order(metric, teams, line);
}

/** Best first, each team compared with the benchmark; an equal score stands before the benchmark without beating it. */
function order(metric: KitMetric, teams: BoardLine[], benchmark: BoardLine | null): BoardLine[] {
  const sorted = teams.toSorted(byScore(metric, decisiveScore));
  if (!benchmark) return sorted;
  const difference = byScore(metric, decisiveScore);
  const compared = sorted.map((line) => ({ ...line, beatsBenchmark: difference(line, benchmark) < 0 }));
  return [...compared, benchmark].sort(difference);
}

/** The score that orders the board. */
export function decisiveScore(line: BoardLine): number {
  return (line.private?.score ?? line.public).score;
}

function teamLine(row: BoardRow, ownTeamId: string | null, ranked: Ranked | undefined): BoardLine {
  return {
    id: row.teamId,
    kind: "team",
    name: row.teamName,
    own: row.teamId === ownTeamId,
    place: ranked?.place ?? null,
    tied: ranked?.tied ?? false,
    public: row.publicScore,
    uploadedAt: row.uploadedAt,
    beatsBenchmark: null,
    private: null,
  };
}

function benchmarkLine({ id, public: score, uploadedAt }: NonNullable<BoardSource["benchmark"]>): BoardLine {
  const nobody = { own: false, place: null, tied: false, beatsBenchmark: null, private: null };
  return { ...nobody, id, kind: "benchmark", name: "Benchmark", public: score, uploadedAt };
}

/** Standard competition ranking ("1224"). */
function rank(metric: KitMetric, scores: [id: string, score: number][]): Map<string, Ranked> {
  const sign = metricDirection(metric) === "max" ? -1 : 1;
  const sorted = scores.toSorted(([, a], [, b]) => sign * (a - b));
  const ranked = new Map<string, Ranked>();
  let place = 0;
  for (const [k, [id, score]] of sorted.entries()) {
    const tied = sorted[k - 1]?.[1] === score || sorted[k + 1]?.[1] === score;
    if (sorted[k - 1]?.[1] !== score) place = k + 1;
    ranked.set(id, { place, tied });
  }
  return ranked;
}

/** A team with several final entries stands where the best of them puts it. */
function bestOfEachTeam<Row extends { teamId: string; privateScore: Scored }>(metric: KitMetric, rows: Row[]): Row[] {
  const best = new Map<string, Row>();
  for (const row of rows.toSorted(byScore(metric, ({ privateScore }) => privateScore.score)))
    if (!best.has(row.teamId)) best.set(row.teamId, row);
  return [...best.values()];
}

function byScore<T>(metric: KitMetric, score: (item: T) => number): (a: T, b: T) => number {
  const sign = metricDirection(metric) === "max" ? -1 : 1;
  return (a, b) => sign * (score(a) - score(b));
}

/** The lines that a page shows: the best, and the reader's own wherever it stands. */
export function shorten(lines: BoardLine[], limit: number): BoardLine[] {
  return lines.filter((line, k) => k < limit || line.own || line.kind === "benchmark");
}
