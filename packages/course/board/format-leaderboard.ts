import Papa from "papaparse";
import { runsAsFormula } from "../gradebook/safe-cells.ts";

/** One row of a board to give out. */
export interface LeaderboardRow {
  rank: number;
  teamId: string;
  team: string;
  lastSubmission: Date;
  score: number;
  /** Null where readers are not to know it. */
  submissions: number | null;
  members: readonly string[];
}

/** Writes a board as CSV with the header of Kaggle's newer download, in the order of the rows. Times are UTC. */
export function formatLeaderboard(rows: readonly LeaderboardRow[]): string {
  const fields = [
    "Rank",
    "TeamId",
    "TeamName",
    "LastSubmissionDate",
    "Score",
    "SubmissionCount",
    "TeamMemberUserNames",
  ];
  const data = rows.map((row) => [
    row.rank,
    row.teamId,
    row.team,
    row.lastSubmission.toISOString().slice(0, 19).replace("T", " "),
    String(row.score),
    row.submissions ?? "",
    row.members.join(","),
  ]);
  return `${Papa.unparse({ fields, data }, { escapeFormulae: runsAsFormula, newline: "\r\n" })}\r\n`;
}
