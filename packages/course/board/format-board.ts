import type { Scored } from "@gradmark/contract";
import Papa from "papaparse";
import { runsAsFormula } from "../gradebook/safe-cells.ts";

/** One row of a board to give out; the benchmark has no place and no team. */
export interface BoardCsvRow {
  kind: "team" | "benchmark";
  place: number | null;
  team: string;
  public: Scored;
  /** Only once everybody may see it. */
  private: { score: Scored; publicPlace: number | null } | null;
  uploadedAt: Date;
  beatsBenchmark: boolean | null;
}

/**
 * Writes a board as CSV (UTF-8 with a byte-order mark, without which spreadsheets misread names), in the order of the
 * rows. Nothing in it runs as a formula. Times are UTC.
 *
 * @param revealed whether the private columns are there; without it not even their names are
 */
export function formatBoard(rows: readonly BoardCsvRow[], { revealed }: { revealed: boolean }): string {
  const score = (prefix: string) => [`${prefix}Score`, `${prefix}Low`, `${prefix}High`, `${prefix}Rows`];
  const fields = [
    ...["Place", "Kind", "Team"],
    ...score("Public"),
    ...(revealed ? ["PublicPlace", ...score("Private")] : []),
    ...["UploadedAt", "BeatsBenchmark"],
  ];
  const data = rows.map((row) => [
    row.place ?? "",
    row.kind,
    row.team,
    ...scoreCells(row.public),
    ...(revealed ? [row.private?.publicPlace ?? "", ...scoreCells(row.private?.score)] : []),
    row.uploadedAt.toISOString(),
    row.beatsBenchmark === null ? "" : row.beatsBenchmark ? "yes" : "no",
  ]);
  return `\ufeff${Papa.unparse({ fields, data }, { escapeFormulae: runsAsFormula, newline: "\r\n" })}\r\n`;
}

function scoreCells(score: Scored | undefined): (string | number)[] {
  if (!score) return ["", "", "", ""];
  return [score.score, score.interval?.[0] ?? "", score.interval?.[1] ?? "", score.rows];
}
