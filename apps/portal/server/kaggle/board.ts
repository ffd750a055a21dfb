import { formatLeaderboard } from "@gradmark/course";
import { strToU8, zipSync } from "fflate";
import type { z } from "zod";
import { decisiveScore } from "#features/board/view.ts";
import type { listInput, ofCompetition } from "#features/kaggle/schema.ts";
import { numberOf, viewBoardLine, windowOf } from "#features/kaggle/view.ts";
import { countLines, linesOf, openBoard } from "../board/open-board.ts";
import type { Context } from "../context.ts";
import type { Membership } from "../trpc.ts";
import { type Caller, memberFor } from "./caller.ts";
import { downloadUrl } from "./download-url.ts";
import { isRefusal, json, type Reply } from "./reply.ts";

/** The board as its page shows it: by public scores, after the reveal by the private ones of the final entries. */
export function getLeaderboard(caller: Caller, input: z.infer<typeof listInput>): Reply {
  const member = memberFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  const board = openBoard(caller.ctx, member);
  const { start, end, nextPageToken } = windowOf(countLines(board), input);
  return json({ submissions: linesOf(board, start, end).map(viewBoardLine), nextPageToken });
}

export function downloadLeaderboard(caller: Caller, input: z.infer<typeof ofCompetition>): Reply {
  const member = memberFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  const { slug } = member.course;
  return { kind: "redirect", location: downloadUrl(caller, slug, ["leaderboard", `${slug}.zip`]) };
}

/**
 * The board as a zip with one CSV. How often other teams tried and who is in them is nobody's business: those columns
 * of Kaggle's own download stay empty. The benchmark is no team and has no row.
 */
export function zipLeaderboard(ctx: Context, member: Membership): Uint8Array {
  const board = openBoard(ctx, member);
  const rows = board.part(0, board.teams).map((line) => ({
    rank: line.private?.place ?? line.place ?? 0,
    teamId: String(numberOf(line.id)),
    team: line.name,
    lastSubmission: line.uploadedAt,
    score: decisiveScore(line),
    submissions: null,
    members: [],
  }));
  return zipSync({ [`${member.course.slug}-leaderboard.csv`]: [strToU8(formatLeaderboard(rows)), { mtime: ctx.now }] });
}
