import { randomBytes } from "node:crypto";
import { type Course, type ResumableUpload, type UploadKind, uploadKind } from "@gradmark/contract";
import { isDiskFull } from "@gradmark/course";
import { insertResumableUpload, selectOptionalResumableUpload, selectUnfinishedUploads } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { Server } from "@tus/server";
import { formatBytes } from "#components/format.ts";
import { maximumEntryBytes } from "#features/submit/view.ts";
import { foreignOriginMessage, isOwnOrigin } from "../check-origin.ts";
import { type Context, createContext } from "../context.ts";
import { logFailure } from "../errors.ts";
import { refuseEntry } from "./accept-entry.ts";
import { refuseHandInFile } from "./accept-hand-in-file.ts";
import type { UploadAnswer } from "./acceptor.ts";
import { answer, answerError, holdBack, uploaderOf } from "./answer-upload.ts";
import { diskFullMessage, hasRoom } from "./disk-room.ts";
import { goneMessage, uploadLifeMs } from "./partial-files.ts";

/** Below it lie the uploads that come in pieces. */
const piecesPath = "/api/upload/pieces";

/**
 * Uploads that survive a broken connection, by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload):
 * `POST /api/upload/pieces?course=…&kind=…` begins one, `PATCH` sends bytes, `HEAD` tells how many are here, `DELETE`
 * gives up. When all bytes are there, `POST /api/upload` with `pieces=ID` in place of a body takes the file.
 */
export async function answerPieces(request: Request): Promise<Response> {
  if (!isOwnOrigin(request))
    return answer(403, { ok: false, refusal: "foreign-origin", message: foreignOriginMessage });
  try {
    const ctx = await createContext({ headers: request.headers });
    if (request.method !== "POST") return await passOn(ctx, request, ownUpload(ctx, request).id);
    const begun = await begin(ctx, request);
    return "status" in begun ? answer(begun.status, begun.body) : await passOn(ctx, request, begun.id);
  } catch (error) {
    return answerError(error);
  }
}

/** tus' server for one request, whose sender and right were settled before; what outlives it belongs to the house. */
async function passOn({ house }: Context, request: Request, id: string): Promise<Response> {
  const server = new Server({
    path: piecesPath,
    datastore: house.partials,
    locker: house.uploadLocks,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => id,
    onResponseError: (_request, error) => describe(error),
  });
  return server.handleWeb(request);
}

/** A failure of ours is logged and said plainly; what is wrong with a request is said by tus. */
function describe(error: Error | { status_code: number; body: string }) {
  if (isDiskFull(error)) return { status_code: 507, body: diskFullMessage };
  if (!(error instanceof Error)) return undefined;
  logFailure(error, piecesPath);
  return { status_code: 500, body: "This is our fault, not yours. What has arrived is kept; try again in a minute." };
}

/** An upload of somebody else is not there. */
function ownUpload({ house, person, now }: Context, request: Request): ResumableUpload {
  const id = new URL(request.url).pathname.slice(piecesPath.length + 1);
  const upload = person && selectOptionalResumableUpload(house.database, id);
  if (!upload || upload.userId !== person.id || upload.expiresAt <= now)
    throw new TRPCError({ code: "NOT_FOUND", message: goneMessage });
  return upload;
}

/** Whether the file may come is settled before its first byte, by everything that can be known by then. */
async function begin(ctx: Context, request: Request): Promise<UploadAnswer | { id: string }> {
  const { house, now } = ctx;
  const { member, query } = uploaderOf(ctx, request);
  const kind = uploadKind.parse(query.kind);
  const refused = kind === "entry" ? refuseEntry({ ctx, member }) : refuseHandInFile({ ctx, member });
  if (refused) return refused;
  const bytes = Number(request.headers.get("upload-length") ?? Number.NaN);
  const maxBytes = maximumBytes(member.course, kind);
  if (!Number.isSafeInteger(bytes) || bytes < 1)
    throw new TRPCError({ code: "BAD_REQUEST", message: "Say how many bytes come: Upload-Length, at least 1." });
  if (bytes > maxBytes) {
    const message = `The file has ${formatBytes(bytes)}; at most ${formatBytes(maxBytes)} are allowed. Nothing was sent.`;
    return {
      status: 413,
      body: { ok: false, refusal: "bad-file", message, problems: [{ code: "file-too-large", message }] },
    };
  }
  holdBack(ctx, member.person.id);
  await house.partials.deleteExpired(now);
  if (!(await hasRoom(house.home, bytes)))
    return { status: 507, body: { ok: false, refusal: "disk-full", message: diskFullMessage } };
  await forgetOldest(ctx, member.person.id);
  const id = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + uploadLifeMs);
  const place = { courseId: member.course.id, userId: member.person.id };
  insertResumableUpload(house.database, { id, ...place, kind, bytes, expiresAt, now });
  return { id };
}

function maximumBytes(course: Course, kind: UploadKind): number {
  return kind === "entry" ? maximumEntryBytes(course) : course.kit.handIn[kind].maxBytes;
}

/** Whoever begins more and more loses what was begun first, so that nobody fills the disk with halves. */
async function forgetOldest({ house }: Context, userId: string): Promise<void> {
  const unfinished = selectUnfinishedUploads(house.database, userId);
  for (const { id } of unfinished.slice(0, Math.max(0, unfinished.length + 1 - maximumUnfinished)))
    await house.partials.remove(id);
}

const maximumUnfinished = 4;
