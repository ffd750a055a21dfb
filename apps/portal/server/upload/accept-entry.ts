import { type Entry, parsePredictions, type StoredFile } from "@gradmark/contract";
import {
  courseRefusal,
  type EntryRefusal,
  selectOptionalSameEntry,
  selectTries,
  submitEntry,
  submitResumed,
  type Tries,
} from "@gradmark/db";
import { formatInstant } from "#components/format.ts";
import { entryUpload } from "#features/submit/schema.ts";
import { countLabels, maximumEntryBytes, viewTries } from "#features/submit/view.ts";
import { refuse } from "../refusals.ts";
import type { Acceptor, UploadAnswer, UploadRequest } from "./acceptor.ts";

/**
 * An entry: stored, read with the same parser as in the browser, and only then taken with its try and its job. A file
 * that cannot be read uses no try.
 */
export const acceptEntry: Acceptor = async (upload) => {
  const { member, resumed } = upload;
  const { name, description, again } = entryUpload.parse(upload.query);
  const refused = refuseEntry(upload);
  if (refused) return refused;
  const file = { ...(await upload.receive(maximumEntryBytes(member.course))), name };
  const taking = { file, description, again: again === "yes" };
  if (resumed === null) return takeEntry(upload, taking);
  return takeEntry(upload, taking, (database, request) => submitResumed(database, { ...request, resumed }));
};

type Place = Pick<UploadRequest, "ctx" | "member">;
type Submitted = { ok: true; entry: Entry; tries: Tries } | { ok: false; refusal: EntryRefusal; tries: Tries };

/** Takes a stored file as an entry, or says why not. `submit` is for those who take it together with something else. */
export async function takeEntry(
  place: Place,
  { file, description, again }: { file: StoredFile; description: string; again: boolean },
  submit: (...request: Parameters<typeof submitEntry>) => Submitted = submitEntry,
): Promise<UploadAnswer> {
  const { ctx, member } = place;
  const { team, course, person } = member;
  const format = await ctx.house.courses.format(course.slug);
  const parsed = parsePredictions(await ctx.house.blobs.read(file.sha256), format);
  if (!parsed.ok) {
    const message = "The file cannot be scored, so it used no try. Mend what is listed and upload it again.";
    return { status: 422, body: { ok: false, refusal: "bad-file", message, problems: parsed.problems } };
  }
  const same = again ? null : refuseSame(place, file.sha256);
  if (same) return same;
  // The time of the decision, not of the first byte: an upload that arrives after the deadline is late.
  const now = new Date();
  const taken = submit(ctx.house.database, { teamId: team.id, uploadedBy: person.id, file, description, now });
  if (!taken.ok) return { status: 409, body: refuse(taken.refusal, { course, now, tries: taken.tries }) };
  const { id, fileName, sha256, bytes, state, createdAt } = taken.entry;
  const labels = countLabels(parsed.value, format.cell);
  const entry = { id, fileName, sha256, bytes, state, createdAt, rows: parsed.value.size, labels };
  return { status: 201, body: { ok: true, entry, tries: viewTries(taken.tries) } };
}

/** What is refused anyway is refused before a megabyte is sent; `submitEntry` decides again, under the write lock. */
export function refuseEntry({ ctx, member }: Place): UploadAnswer | null {
  const { course, team } = member;
  const tries = selectTries(ctx.house.database, { course, teamId: team.id, now: ctx.now });
  const code =
    courseRefusal(course, ctx.now) ??
    (team.admittedAt === null ? "not-admitted" : null) ??
    (tries.left < 1 ? "no-tries-left" : null);
  return code && { status: 409, body: refuse(code, { course, now: ctx.now, tries }) };
}

function refuseSame({ ctx, member }: Place, sha256: string): UploadAnswer | null {
  const same = selectOptionalSameEntry(ctx.house.database, { teamId: member.team.id, sha256 });
  if (!same) return null;
  const score = same.publicScore ? `, public score ${same.publicScore.score}` : "";
  const message = `Your team uploaded exactly this file on ${formatInstant(same.createdAt, member.course.timeZone)} (${same.fileName}${score}). No try was used.`;
  return { status: 409, body: { ok: false, refusal: "same-file", message, entryId: same.id } };
}
