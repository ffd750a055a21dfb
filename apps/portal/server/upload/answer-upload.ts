import type { InputProblem } from "@gradmark/contract";
import { UploadTooLarge } from "@gradmark/course";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { z } from "zod";
import { formatSpan } from "#components/format.ts";
import { foreignOriginMessage, isOwnOrigin } from "../check-origin.ts";
import { type Context, createContext } from "../context.ts";
import { logFailure, messageForPeople } from "../errors.ts";
import { memberOf, noTeamMessage } from "../trpc.ts";
import { acceptEntry } from "./accept-entry.ts";
import { acceptHandInFile } from "./accept-hand-in-file.ts";
import type { Acceptor, UploadAnswer } from "./acceptor.ts";
import { UploadIncomplete } from "./receive-file.ts";

/** What can be uploaded, by the `kind` of the address. */
const acceptors = new Map<string, Acceptor>([
  ["entry", acceptEntry],
  ["script", acceptHandInFile],
  ["report", acceptHandInFile],
  ["model", acceptHandInFile],
]);

const address = z.object({ course: z.string().max(63), kind: z.string().max(40) });

/**
 * `POST /api/upload?course=…&kind=…`: the body is the file, bare. It is stored under its hash before anything is
 * acknowledged. Who may upload, and whether the course takes anything now, is settled before the first byte is read.
 */
export async function answerUpload(request: Request): Promise<Response> {
  if (!isOwnOrigin(request))
    return answer(403, { ok: false, refusal: "foreign-origin", message: foreignOriginMessage });
  try {
    const ctx = await createContext({ headers: request.headers });
    const { status, body } = await accept(ctx, request);
    return answer(status, body);
  } catch (error) {
    return answerError(error);
  }
}

async function accept(ctx: Context, request: Request): Promise<UploadAnswer> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const place = address.parse(query);
  const { team, ...member } = memberOf(ctx, place.course);
  const acceptor = acceptors.get(place.kind);
  if (!acceptor)
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: `"${place.kind}" is no kind of upload. There are: ${[...acceptors.keys()].join(", ")}.`,
    });
  if (!team) throw new TRPCError({ code: "FORBIDDEN", message: noTeamMessage });
  holdBack(ctx, member.person.id);
  return acceptor({ ctx, member: { ...member, team }, request, query });
}

/** @throws TOO_MANY_REQUESTS */
function holdBack({ house, now }: Context, personId: string): void {
  const wait = house.uploads.waitFor(personId, now);
  if (wait > 0) {
    const message = `You have uploaded very often in the last minutes. Try again in ${formatSpan(wait * 1000)}.`;
    throw new TRPCError({ code: "TOO_MANY_REQUESTS", message });
  }
  house.uploads.note(personId, now);
}

function answerError(error: unknown): Response {
  if (error instanceof UploadTooLarge) return refuseFile(413, [error.problem]);
  if (error instanceof UploadIncomplete) return refuseFile(400, [error.problem]);
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = cause instanceof z.ZodError ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
  const known = cause instanceof TRPCError ? cause : new TRPCError({ code, cause });
  if (known.code === "INTERNAL_SERVER_ERROR") logFailure(known, "upload");
  const refusal = known.code.toLowerCase().replaceAll("_", "-");
  return answer(getHTTPStatusCodeFromError(known), { ok: false, refusal, message: messageForPeople(known) });
}

function refuseFile(status: number, problems: InputProblem[]): Response {
  return answer(status, { ok: false, refusal: "bad-file", message: problems[0]?.message ?? "", problems });
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
