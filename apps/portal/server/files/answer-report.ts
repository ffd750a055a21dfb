import { insertStaffAction } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { createContext } from "../context.ts";
import { findHandIn } from "../grading/find-hand-in.ts";
import { memberOf } from "../trpc.ts";
import { answerError } from "./answer-file.ts";

/**
 * `GET /api/staff/<course>/report/<handIn>`: a report, for the staff of its course alone. That it was read is written
 * down. The bytes are a student's: the policy of `/api` lets nothing in them run, and they are called what they must be.
 */
export async function answerReport(request: Request, slug: string, id: string): Promise<Response> {
  try {
    const ctx = await createContext({ headers: request.headers });
    const member = memberOf(ctx, slug);
    if (member.role === "student") throw new TRPCError({ code: "NOT_FOUND", message: missing });
    const handIn = findHandIn({ ...ctx, ...member }, id);
    if (!handIn.report) throw new TRPCError({ code: "NOT_FOUND", message: missing });
    const bytes = await ctx.house.blobs.read(handIn.report.sha256);
    const line = { courseId: member.course.id, actor: member.person.id, action: "file-viewed", subjectId: id } as const;
    insertStaffAction(ctx.house.database, { ...line, teamId: handIn.teamId, after: { file: "report" }, at: ctx.now });
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Length": String(bytes.length),
        "Cache-Control": "private, no-store",
        "Content-Disposition": "inline; filename=report.pdf",
      },
    });
  } catch (error) {
    return answerError(error, request);
  }
}

const missing = "There is no such report. Open the hand-in from the page “Grading”.";
