import { formatBoard } from "@gradmark/course";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { BoardLine } from "#features/board/view.ts";
import { isRevealed } from "#features/entries/view.ts";
import { createContext } from "../context.ts";
import { logFailure, messageForPeople } from "../errors.ts";
import { memberOf } from "../trpc.ts";
import { countLines, linesOf, openBoard } from "./open-board.ts";

/** `GET /api/board/<course>`: the whole board as its page shows it, as CSV, for members of the course. */
export async function answerBoard(request: Request, slug: string): Promise<Response> {
  try {
    const ctx = await createContext({ headers: request.headers });
    const member = memberOf(ctx, slug);
    const board = openBoard(ctx, member);
    const rows = linesOf(board, 0, countLines(board)).map(rowOf);
    return new Response(formatBoard(rows, { revealed: isRevealed(member.course.state) }), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Disposition": `attachment; filename="${slug}-board.csv"`,
      },
    });
  } catch (cause) {
    const known = cause instanceof TRPCError ? cause : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause });
    if (known.code === "INTERNAL_SERVER_ERROR") logFailure(known, new URL(request.url).pathname);
    const status = getHTTPStatusCodeFromError(known);
    return Response.json({ ok: false, message: messageForPeople(known) }, { status });
  }
}

function rowOf(line: BoardLine) {
  const { kind, name, uploadedAt, beatsBenchmark } = line;
  return {
    kind,
    place: line.private ? line.private.place : line.place,
    team: name,
    public: line.public,
    private: line.private && { score: line.private.score, publicPlace: line.private.publicPlace },
    uploadedAt,
    beatsBenchmark,
  };
}
