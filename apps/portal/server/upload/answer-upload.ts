import { type InputProblem, type UploadKind, uploadKind, uploadKinds } from "@gradmark/contract";
import { isDiskFull, UploadTooLarge } from "@gradmark/course";
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
import { diskFullMessage } from "./disk-room.ts";
import { changedMessage, isExpected, receiveFile, UploadIncomplete } from "./receive-file.ts";
import { takePieces } from "./take-pieces.ts";

/** What can be uploaded, by the `kind` of the address. */
const acceptors: Record<UploadKind, Acceptor> = {
  entry: acceptEntry,
  script: acceptHandInFile,
  report: acceptHandInFile,
  model: acceptHandInFile,
};

const address = z.object({
  course: z.string().max(63),
  kind: z.string().max(40),
  /** The file came in pieces, and is whole. */
  pieces: z.string().max(100).optional(),
});

/**
 * `POST /api/upload?course=…&kind=…`: the body is the file, bare; with `pieces=ID` it came before. It is stored under its hash before anything is
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
  const { member, query } = uploaderOf(ctx, request);
  const { kind, pieces, ...rest } = query;
  const acceptor = acceptors[kind];
  holdBack(ctx, member.person.id);
  const receive = async (maxBytes: number) => {
    if (pieces === undefined) return receiveFile(request, ctx.house.blobs, maxBytes);
    const stored = await takePieces(ctx, member, { id: pieces, kind });
    if (isExpected(request, stored)) return stored;
    // Asking again would give the same bytes: it must be sent anew.
    await ctx.house.partials.remove(pieces);
    throw new UploadIncomplete(changedMessage(request, stored));
  };
  return acceptor({ ctx, member, receive, resumed: pieces ?? null, query: { ...rest, kind } });
}

/**
 * Who uploads what, by session and address.
 *
 * @throws UNAUTHORIZED, NOT_FOUND, FORBIDDEN, BAD_REQUEST
 */
export function uploaderOf(ctx: Context, request: Request) {
  const query: Record<string, string> = Object.fromEntries(new URL(request.url).searchParams);
  const place = address.parse(query);
  const { team, ...member } = memberOf(ctx, place.course);
  const kind = uploadKind.safeParse(place.kind).data;
  if (!kind)
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: `"${place.kind}" is no kind of upload. There are: ${uploadKinds.join(", ")}.`,
    });
  if (!team) throw new TRPCError({ code: "FORBIDDEN", message: noTeamMessage });
  return { member: { ...member, team }, query: { ...query, ...place, kind } };
}

/** @throws TOO_MANY_REQUESTS */
export function holdBack({ house, now }: Context, personId: string): void {
  const wait = house.uploads.waitFor(personId, now);
  if (wait > 0) {
    const message = `You have uploaded very often in the last minutes. Try again in ${formatSpan(wait * 1000)}.`;
    throw new TRPCError({ code: "TOO_MANY_REQUESTS", message });
  }
  house.uploads.note(personId, now);
}

export function answerError(error: unknown): Response {
  if (error instanceof UploadTooLarge) return refuseFile(413, [error.problem]);
  if (error instanceof UploadIncomplete) return refuseFile(400, [error.problem]);
  if (isDiskFull(error)) return answer(507, { ok: false, refusal: "disk-full", message: diskFullMessage });
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

export function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
