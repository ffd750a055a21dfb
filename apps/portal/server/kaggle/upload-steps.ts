import {
  insertUploadTicket,
  selectCourse,
  selectOptionalApiToken,
  selectOptionalUploadTicket,
  submitTicket,
  updateUploadTicketReceived,
} from "@gradmark/db";
import type { z } from "zod";
import { countOf, formatBytes, formatSpan } from "#components/format.ts";
import type { createSubmissionInput, startUploadInput } from "#features/kaggle/schema.ts";
import { numberOf, oneLine } from "#features/kaggle/view.ts";
import { maximumEntryBytes } from "#features/submit/view.ts";
import type { House } from "../house.ts";
import { endOf, hashSecret, makeSecret } from "../tokens/token.ts";
import { refuseEntry, takeEntry } from "../upload/accept-entry.ts";
import type { UploadAnswer } from "../upload/acceptor.ts";
import { receiveFile } from "../upload/receive-file.ts";
import type { Caller } from "./caller.ts";
import { publicUrl } from "./origin.ts";
import { isRefusal, json, type Refusal, type Reply, refused } from "./reply.ts";
import { teamMemberFor } from "./submissions.ts";

/** Below this, the last part of an address is the permission to send one file. */
export const uploadPrefix = "/api/v1/uploads/";

const lifeMs = 30 * 60_000;

/** Step 1: everything that would be refused anyway is refused here, as only here and in step 3 the client shows why. */
export function startUpload(caller: Caller, input: z.infer<typeof startUploadInput>): Reply {
  const { ctx, token, origin } = caller;
  const member = submitterFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  const early = refuseEntry({ ctx, member });
  if (early) return translate(early);
  if (input.contentLength === 0)
    return refused(400, "The file is empty. Write your predictions first. No try was used.");
  const maxBytes = maximumEntryBytes(member.course);
  if (input.contentLength > maxBytes)
    return refused(
      413,
      `The file has ${formatBytes(input.contentLength)}; at most ${formatBytes(maxBytes)} are allowed. No try was used.`,
    );
  const wait = ctx.house.uploads.waitFor(ctx.person.id, ctx.now);
  if (wait > 0)
    return {
      ...refused(429, `You have uploaded very often in the last minutes. Try again in ${formatSpan(wait * 1000)}.`),
      waitSeconds: wait,
    };
  const secret = makeSecret("up");
  insertUploadTicket(ctx.house.database, {
    hash: hashSecret(secret),
    tokenId: token.id,
    userId: ctx.person.id,
    courseId: member.course.id,
    fileName: oneLine(input.fileName.split(/[\\/]/).at(-1) ?? "").slice(0, 200) || "predictions.csv",
    bytes: input.contentLength,
    expiresAt: new Date(ctx.now.getTime() + lifeMs),
    now: ctx.now,
  });
  return json({ token: secret, createUrl: `${origin}${uploadPrefix}${secret}` });
}

/**
 * Step 2: the bytes, bare; the address is the permission. Whoever sends twice replaces what was there. Of a refusal
 * here the client shows nothing, so what is wrong with the file is said in step 3.
 *
 * @throws UploadTooLarge, UploadIncomplete
 */
export async function receiveUpload(house: House, request: Request, secret: string): Promise<Reply> {
  const { database, blobs, uploads } = house;
  const now = new Date();
  const hash = hashSecret(secret);
  const ticket = selectOptionalUploadTicket(database, hash);
  const token = ticket && selectOptionalApiToken(database, ticket.tokenId);
  if (!ticket || !token || endOf(token, now) !== null || ticket.entryId !== null || ticket.expiresAt <= now)
    return refused(403, "This address takes no file, or no longer. Start again: kaggle competitions submit.");
  const wait = uploads.waitFor(ticket.userId, now);
  if (wait > 0)
    return refused(403, `You have uploaded very often in the last minutes. Try again in ${formatSpan(wait * 1000)}.`);
  uploads.note(ticket.userId, now);
  const received = await receiveFile(request, blobs, maximumEntryBytes(selectCourse(database, ticket.courseId)));
  const kept = updateUploadTicketReceived(database, { hash, received });
  return kept ? json({}) : refused(403, "This upload has become a submission already. Start again for another one.");
}

/** Step 3: the entry, by the same checks and the same transaction as on the page “Submit”. */
export async function createSubmission(caller: Caller, input: z.infer<typeof createSubmissionInput>): Promise<Reply> {
  const { ctx } = caller;
  const member = submitterFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  if (input.sandbox)
    return refused(400, "There are no sandbox submissions here. Leave --sandbox out. No try was used.");
  const description = oneLine(input.submissionDescription ?? "");
  if (description.length > 500)
    return refused(
      400,
      `The message has ${countOf(description.length, "character")}; 500 are allowed. No try was used.`,
    );
  const hash = hashSecret(input.blobFileTokens);
  const ticket = selectOptionalUploadTicket(ctx.house.database, hash);
  if (!ticket || ticket.userId !== ctx.person.id || ticket.courseId !== member.course.id || ticket.expiresAt <= ctx.now)
    return refused(
      400,
      "This upload is not known, or it is older than 30 minutes. Start again: kaggle competitions submit. No try was used.",
    );
  if (ticket.entryId !== null) return submitted(member.course.name, ticket.entryId);
  const { received, bytes, fileName } = ticket;
  if (received?.bytes !== bytes)
    return refused(
      400,
      `${received?.bytes ?? 0} of ${bytes} bytes arrived. Check your connection and submit again. No try was used.`,
    );
  const file = { name: fileName, sha256: received.sha256, bytes };
  const answer = await takeEntry({ ctx, member }, { file, description, again: false }, (database, request) =>
    submitTicket(database, { ...request, hash }),
  );
  const made = selectOptionalUploadTicket(ctx.house.database, hash)?.entryId;
  return made ? submitted(member.course.name, made) : translate(answer);
}

function submitted(course: string, entryId: string): Reply {
  return json({ message: `Successfully submitted to ${oneLine(course)}`, ref: numberOf(entryId) });
}

/** A member of a team with a token that may submit. */
function submitterFor(caller: Caller, slug: string) {
  if (caller.token.scope !== "submit")
    return refused(403, `This API token may read only. Make one that may also submit on ${publicUrl()}/account/api.`);
  return teamMemberFor(caller, slug);
}

/** A refusal of the page “Submit” for a terminal: of a bad file also the first things that are wrong with it. */
function translate({ status, body }: UploadAnswer): Refusal {
  const { message = "", problems = [] } = body as { message?: string; problems?: { message: string }[] };
  const found = problems.slice(0, 3).map((problem) => problem.message);
  const more = problems.length > 3 ? [`And ${countOf(problems.length - 3, "more problem")}.`] : [];
  return refused(status === 422 ? 400 : 403, [message, ...found, ...more].join(" "));
}
