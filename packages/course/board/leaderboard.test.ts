import { describe, expect, it } from "vitest";
import { formatLeaderboard } from "./format-leaderboard.ts";
import { matchLeaderboard } from "./match-leaderboard.ts";
import { parseKaggleLeaderboard } from "./parse-kaggle-leaderboard.ts";

const parse = (text: string) => parseKaggleLeaderboard(Buffer.from(text));

describe("parseKaggleLeaderboard", () => {
  it("reads the newer download", () => {
    const text =
      "\ufeffRank,TeamId,TeamName,LastSubmissionDate,Score,SubmissionCount,TeamMemberUserNames\r\n" +
      '1,77,"Ohm, Volt & Co",2026-11-01 10:00:00,0.98125,4,"a,b"\r\n2,78, Watt,2026-11-02T09:00:00Z,0.9,1,c\r\n';
    expect(parse(text)).toEqual({
      rows: [
        { team: "Ohm, Volt & Co", score: 0.98125, rank: 1, lastSubmission: "2026-11-01 10:00:00" },
        { team: " Watt", score: 0.9, rank: 2, lastSubmission: "2026-11-02T09:00:00Z" },
      ],
      problems: [],
    });
  });

  it("reads the older download and counts ranks itself", () => {
    const board = parse("TeamId,TeamName,SubmissionDate,Score\n1,Ohm,2017-02-01,0.97\n2,Watt,,n/a\n");
    expect(board.rows).toEqual([
      { team: "Ohm", score: 0.97, rank: 1, lastSubmission: "2017-02-01" },
      { team: "Watt", score: null, rank: 2, lastSubmission: "" },
    ]);
  });

  it("reads what the client prints, and says that a page is not the whole board", () => {
    const board = parse(
      "Warning: Looks like you're using an outdated API Version\nNext Page Token = abc\nteamId,teamName,submissionDate,score\n1,Ohm,2026-11-01 10:00:00,0.97\n1,Ohm,2026-11-01 10:00:00,0.97\n",
    );
    expect(board.rows.map((row) => row.team)).toEqual(["Ohm"]);
    expect(board.problems.map((problem) => problem.message)).toEqual([
      "This is one page of a longer board. Download the whole one: kaggle competitions leaderboard -d.",
      'row 5: "Ohm" stands a second time (first in row 4).',
    ]);
  });

  it("says what to do with the zip archive itself, and with another table", () => {
    expect(parse("PK\x03\x04").problems[0]?.message).toContain("Unpack it");
    expect(parse("a,b\n1,2\n").problems[0]?.message).toContain("Missing: TeamName, Score");
  });
});

describe("matchLeaderboard", () => {
  const row = (team: string, rank: number) => ({ team, score: 1 - rank / 100, rank, lastSubmission: "" });

  it("matches byte for byte and explains each miss from both sides", () => {
    const rows = [row("Ohm", 1), row("watt", 2), row("Gradient Decenders", 3), row("Strangers", 4)];
    const match = matchLeaderboard(rows, ["Ohm", "Watt", "Gradient Descenders", "Silent"]);
    expect(match.matched).toEqual([{ team: "Ohm", score: 0.99, rank: 1 }]);
    expect(match.misses.map(({ name, side, nearest }) => [name, side, nearest])).toEqual([
      ["watt", "leaderboard", "Watt"],
      ["Gradient Decenders", "leaderboard", "Gradient Descenders"],
      ["Strangers", "leaderboard", null],
      ["Watt", "course", "watt"],
      ["Gradient Descenders", "course", "Gradient Decenders"],
      ["Silent", "course", null],
    ]);
    expect(match.misses[0]?.message).toBe(
      '"watt" is no team of this course; "Watt" is: capital and small letters differ.',
    );
    expect(match.misses[2]?.message).toBe('"Strangers" is no team of this course; and no name is near it.');
  });

  it("never matches what only looks the same", () => {
    const match = matchLeaderboard([row("\u041ehm", 1), row("Volt ", 2)], ["Ohm", "Volt"]);
    expect(match.matched).toEqual([]);
    expect(match.misses[0]?.message).toContain("a character only looks the same (character 1: U+041E and U+004F)");
    expect(match.misses[1]?.message).toContain("there is a space at one end");
  });

  it("explains a board of 3,000 strangers in seconds", () => {
    const rows = Array.from({ length: 3000 }, (_, k) => row(`stranger number ${k}`, k + 1));
    const teams = Array.from({ length: 100 }, (_, k) => `Team ${k}`);
    expect(matchLeaderboard(rows, teams).misses.length).toBe(3100);
  }, 10_000);
});

describe("formatLeaderboard", () => {
  it("writes a board that its own reader takes, names and scores unchanged", () => {
    const text = formatLeaderboard([
      {
        rank: 1,
        teamId: "t1",
        team: 'Ohm "the first"',
        lastSubmission: new Date("2026-11-24T10:11:12.345Z"),
        score: 0.9812857142857143,
        submissions: 3,
        members: ["ada", "bo"],
      },
    ]);
    expect(text.split("\r\n")[0]).toBe(
      "Rank,TeamId,TeamName,LastSubmissionDate,Score,SubmissionCount,TeamMemberUserNames",
    );
    expect(parse(text)).toEqual({
      rows: [{ team: 'Ohm "the first"', score: 0.9812857142857143, rank: 1, lastSubmission: "2026-11-24 10:11:12" }],
      problems: [],
    });
  });
});
