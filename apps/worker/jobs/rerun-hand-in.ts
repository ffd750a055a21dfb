import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Course, HandIn } from "@gradmark/contract";
import { recordRerun, selectCourse, selectHandIn } from "@gradmark/db";
import { type AuditRequest, type RerunRequest, rerun } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import type { WorkOn } from "../loop/work-on-job.ts";
import { addAdvice } from "./add-advice.ts";
import { courseFolder, loadSolution } from "./course-files.ts";
import { followProgress } from "./follow-progress.ts";
import { plainRequest } from "./plain-request.ts";

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
  return {
    ...(await plainRequest(handIn, course, desk)),
    repeat: auditsOf(course).runs,
    audit: { permuted: auditsOf(course).permutedRows, ...(await shadowFor(desk.home, course)) },
    ...(await solutionFor(desk.home, course)),
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
