import { decodeText, type InputProblem } from "@gradmark/contract";
import { readTable, type TableRow } from "../people/read-table.ts";

/** One row of a leaderboard that was hosted on Kaggle. */
export interface KaggleRow {
  /** Byte for byte, spaces at the ends included. */
  team: string;
  /** Null when the board shows no number. */
  score: number | null;
  rank: number;
  /** As Kaggle wrote it; its form has changed over the years and may be empty. */
  lastSubmission: string;
}

export interface KaggleLeaderboard {
  rows: KaggleRow[];
  problems: InputProblem[];
}

const maximumBytes = 16 * 2 ** 20;

/**
 * Reads a leaderboard as Kaggle gives it out. Known headers, with or without a byte-order mark:
 * `Rank,TeamId,TeamName,LastSubmissionDate,Score,SubmissionCount,TeamMemberUserNames` (download, newer),
 * `TeamId,TeamName,SubmissionDate,Score` (download, older), `teamId,teamName,submissionDate,score` (`--show --csv`,
 * which may print `Warning: …` and `Next Page Token = …` before it and shows only 20 rows a page).
 */
export function parseKaggleLeaderboard(bytes: Uint8Array): KaggleLeaderboard {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refuse({ code: "wrong-header", message: "This is a zip archive. Unpack it and import the CSV file in it." });
  const text = decodeText(bytes, maximumBytes);
  if (!text.ok) return { rows: [], problems: text.problems };
  const { skipped, rest, cut } = withoutPreface(text.value);
  const table = readTable(Buffer.from(rest), {
    required: ["TeamName", "Score"],
    optional: ["Rank", "LastSubmissionDate", "SubmissionDate"],
  });
  if (!table.ok) return { rows: [], problems: table.problems };
  const board: KaggleLeaderboard = { rows: [], problems: [] };
  if (cut)
    board.problems.push({
      code: "missing-id",
      message: "This is one page of a longer board. Download the whole one: kaggle competitions leaderboard -d.",
    });
  const seen = new Map<string, number>();
  for (const row of table.value) readRow(row, skipped + row.line, board, seen);
  return board;
}

function refuse(problem: InputProblem): KaggleLeaderboard {
  return { rows: [], problems: [problem] };
}

/** Drops what the client prints before the header. `cut`: there are further pages. */
function withoutPreface(text: string): { skipped: number; rest: string; cut: boolean } {
  const lines = text.split("\n");
  const header = lines.findIndex((line) => /(?:^|,)"?teamname"?(?:,|\s*$)/i.test(line));
  if (header <= 0) return { skipped: 0, rest: text, cut: false };
  const preface = lines.slice(0, header);
  return {
    skipped: header,
    rest: lines.slice(header).join("\n"),
    cut: preface.some((line) => line.startsWith("Next Page Token")),
  };
}

function readRow(row: TableRow, line: number, board: KaggleLeaderboard, seen: Map<string, number>): void {
  const team = row.cell("TeamName");
  const first = seen.get(team);
  if (team === "" || first !== undefined) {
    const message =
      first === undefined
        ? `row ${line}: the team's name is empty.`
        : `row ${line}: "${team}" stands a second time (first in row ${first}).`;
    board.problems.push({ code: first === undefined ? "empty-cell" : "duplicate-name", row: line, message });
    return;
  }
  seen.set(team, line);
  const score = Number(row.cell("Score").trim() || Number.NaN);
  const rank = Number(row.cell("Rank").trim() || Number.NaN);
  board.rows.push({
    team,
    score: Number.isFinite(score) ? score : null,
    rank: Number.isInteger(rank) ? rank : board.rows.length + 1,
    lastSubmission: row.cell("LastSubmissionDate") || row.cell("SubmissionDate"),
  });
}
