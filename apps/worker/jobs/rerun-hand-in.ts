import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Course, Entry, HandIn, StoredFile } from "@gradmark/contract";
import { type BlobStore, predictionColumns } from "@gradmark/course";
import {
  recordRerun,
  selectCourse,
  selectEntriesOfTeam,
  selectEntry,
  selectFinalEntries,
  selectHandIn,
} from "@gradmark/db";
import { type AuditRequest, type RerunRequest, rerun } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import type { WorkOn } from "../loop/work-on-job.ts";
import { addAdvice } from "./add-advice.ts";
import { courseFolder, loadSolution } from "./course-files.ts";
import { followProgress } from "./follow-progress.ts";

/**
 * Runs a hand-in's script on the test data, compares with the final entry and earlier ones, audits it as the kit
 * says, and stores the verdict.
 */
export const rerunHandIn: WorkOn = async ({ job, lease, held, desk }) => {
  const { db, sandbox, runtimes, scratch, clock, pace, log } = desk;
  const handIn = selectHandIn(db, job.subjectId);
  const course = selectCourse(db, handIn.courseId);
  const request = await makeRequest(handIn, course, desk);
  const bare = await rerun(request, {
    ...{ sandbox, runtimes, scratch, signal: held.signal },
    onProgress: followProgress(held.report),
  });
  held.signal.throwIfAborted();
  const { timeZone } = course;
  const { maxBytes } = course.kit.handIn.model;
  const advice = {
    handIn,
    desk,
    job: job.id,
    signal: held.signal,
    timeZone,
    maxBytes,
    quality: auditsOf(course).quality,
  };
  const verdict = await addAdvice(bare, advice);
  held.signal.throwIfAborted();
  if (verdict.outcome === "faulted") log.error({ jobId: job.id, reasons: verdict.reasons }, "rerun faulted");
  const now = clock();
  const retryAt = new Date(now.getTime() + pace.retryMs * job.attempts);
  return recordRerun(db, lease, { verdict, comparedWith: handIn.finalEntryId, now, retryAt });
};

async function makeRequest(handIn: HandIn, course: Course, desk: Desk): Promise<RerunRequest> {
  const { blobs, home, allowReduced } = desk;
  const { script, output, tolerance, limits } = course.kit.handIn;
  // A pinned model is one like an uploaded one; both together have different names.
  const pinned = handIn.link?.pin;
  const models = [...handIn.models.filter(({ name }) => name !== pinned?.name), ...(pinned ? [pinned] : [])];
  for (const file of [handIn.script, ...models]) await verify(blobs, file);
  const { final, earlier } = entriesToCompare(handIn, desk);
  return {
    script: stored(blobs, handIn.script),
    modelFiles: models.map((file) => stored(blobs, file)),
    dataDir: courseFolder(home, course, "rerun"),
    ...{ scriptNames: script.names, scriptMaxBytes: script.maxBytes, output, tolerance, limits, allowReduced },
    cell: predictionColumns(course.kit).cell,
    ...(final && { expectedEntry: await blobs.read(final.sha256) }),
    earlierEntries: await Promise.all(
      earlier.map(async (entry) => ({
        entryId: entry.id,
        uploadedAt: entry.createdAt.toISOString(),
        bytes: await blobs.read(entry.sha256),
      })),
    ),
    repeat: auditsOf(course).runs,
    audit: { permuted: auditsOf(course).permutedRows, ...(await shadowFor(home, course)) },
    ...(await solutionFor(home, course)),
    timeZone: course.timeZone,
  };
}

/** A kit that says nothing has what costs one more run. */
function auditsOf({ kit }: Course): NonNullable<Course["kit"]["handIn"]["audit"]> {
  return kit.handIn.audit ?? { permutedRows: true, runs: 1, shadow: false, quality: true };
}

/** Accuracy is compared: where numbers are predicted there is none. */
async function shadowFor(home: string, course: Course): Promise<Pick<AuditRequest, "shadow">> {
  if (!auditsOf(course).shadow || course.kit.competition.labels.length === 0) return {};
  const file = join(courseFolder(home, course, "shadow-private"), "solution.csv");
  return { shadow: { dir: courseFolder(home, course, "shadow"), solution: await readFile(file) } };
}

/** A host's own metric script is asked for entries only; a rerun that it would score is compared by its rows. */
async function solutionFor(home: string, course: Course): Promise<Pick<RerunRequest, "solution">> {
  const { metric } = course.kit.competition;
  return typeof metric === "string" ? { solution: { bytes: (await loadSolution(home, course)).bytes, metric } } : {};
}

/** So many of a team's other entries are looked through for the one that its script makes. */
const entriesLookedThrough = 50;

/** The entry that the hand-in stands for, else the one that the team is judged by now; and others, newest first. */
function entriesToCompare(handIn: HandIn, { db }: Desk): { final: Entry | undefined; earlier: Entry[] } {
  const final =
    handIn.finalEntryId === null
      ? selectFinalEntries(db, handIn.teamId).entries[0]
      : selectEntry(db, handIn.finalEntryId);
  const others = selectEntriesOfTeam(db, handIn.teamId).filter((one) => one.state === "done" && one.id !== final?.id);
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
