import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Course, Entry, HandIn, StoredFile } from "@gradmark/contract";
import { type BlobStore, predictionColumns } from "@gradmark/course";
import { selectEntriesOfTeam, selectEntry, selectFinalEntries } from "@gradmark/db";
import type { RerunRequest } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import { courseFolder } from "./course-files.ts";

/** What is run: that of a hand-in, or of a check-list before it is handed in. */
export type Runnable = Pick<HandIn, "teamId" | "script" | "models" | "link" | "finalEntryId">;

/**
 * The plain run and its comparison with the team's own entries, as a hand-in and a pre-check have it alike. Holds no
 * label: a score and the audits are for the hand-in alone.
 */
export async function plainRequest(runnable: Runnable, course: Course, desk: Desk): Promise<RerunRequest> {
  const { blobs, home, allowReduced } = desk;
  const { script, output, tolerance, limits } = course.kit.handIn;
  // A pinned model is one like an uploaded one; both together have different names.
  const pinned = runnable.link?.pin;
  const models = [...runnable.models.filter(({ name }) => name !== pinned?.name), ...(pinned ? [pinned] : [])];
  for (const file of [runnable.script, ...models]) await verify(blobs, file);
  const { final, earlier } = entriesToCompare(runnable, desk);
  return {
    script: stored(blobs, runnable.script),
    modelFiles: models.map((file) => stored(blobs, file)),
    dataDir: courseFolder(home, course, "rerun"),
    ...{ scriptNames: script.names, scriptCommands: script.command, scriptMaxBytes: script.maxBytes },
    ...{ output, tolerance, limits, allowReduced },
    cell: predictionColumns(course.kit).cell,
    ...(final && { expectedEntry: await blobs.read(final.sha256) }),
    earlierEntries: await Promise.all(
      earlier.map(async (entry) => ({
        entryId: entry.id,
        uploadedAt: entry.createdAt.toISOString(),
        bytes: await blobs.read(entry.sha256),
      })),
    ),
    timeZone: course.timeZone,
  };
}

/** So many of a team's other entries are looked through for the one that its script makes. */
const entriesLookedThrough = 50;

/** The entry that the hand-in stands for, else the one that the team is judged by now; and others, newest first. */
function entriesToCompare(
  { finalEntryId, teamId }: Runnable,
  { db }: Desk,
): { final: Entry | undefined; earlier: Entry[] } {
  const final = finalEntryId === null ? selectFinalEntries(db, teamId).entries[0] : selectEntry(db, finalEntryId);
  const others = selectEntriesOfTeam(db, teamId).filter((one) => one.state === "done" && one.id !== final?.id);
  return { final, earlier: others.slice(0, entriesLookedThrough) };
}

function stored(blobs: BlobStore, { name, sha256 }: StoredFile): { name: string; path: string } {
  return { name, path: blobs.path(sha256) };
}

/** A file that our disk has damaged must not look like a team's mistake. */
async function verify(blobs: BlobStore, { name, sha256 }: StoredFile): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(blobs.path(sha256)), hash);
  if (hash.digest("hex") !== sha256) throw new Error(`The stored file ${sha256} (${name}) is damaged.`);
}
