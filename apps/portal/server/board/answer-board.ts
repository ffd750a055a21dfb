import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { createContext } from "../context.ts";
import { logFailure, messageForPeople } from "../errors.ts";
import { memberOf } from "../trpc.ts";
import { writeBoard } from "./write-board.ts";

/** `GET /api/board/<course>`: the whole board as its page shows it, as CSV, for members of the course. */
export async function answerBoard(request: Request, slug: string): Promise<Response> {
  try {
    const ctx = await createContext({ headers: request.headers });
    const member = memberOf(ctx, slug);
    return new Response(writeBoard(ctx, member), {
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
