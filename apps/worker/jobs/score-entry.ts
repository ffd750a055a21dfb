import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Course,
  type Parsed,
  parsePredictions,
  type Scored,
  type ScoreReport,
  type ScriptMetric,
} from "@gradmark/contract";
import { predictionsFormat } from "@gradmark/course";
import { recordScore, recordUnreadableEntry, selectCourse, selectEntry } from "@gradmark/db";
import { type Solution, scoreByScript, scorePredictions } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import type { WorkOn } from "../loop/work-on-job.ts";
import { courseFolder, loadSolution } from "./course-files.ts";

/**
 * Scores an uploaded predictions file on the public and the private rows. No code of a team runs here, so no sandbox
 * is needed, and the labels never enter one with a team's code in it; a host's own metric script gets one to itself.
 */
export const scoreEntry: WorkOn = async ({ job, lease, held, desk }) => {
  const { db, blobs, home, clock } = desk;
  const entry = selectEntry(db, job.subjectId);
  const course = selectCourse(db, entry.courseId);
  held.report({ step: "score" });
  const { read: solution } = await loadSolution(home, course);
  const scores = await score(await blobs.read(entry.sha256), solution, course, { desk, signal: held.signal });
  held.signal.throwIfAborted();
  return scores.ok
    ? recordScore(db, lease, { ...scores.value, now: clock() })
    : recordUnreadableEntry(db, lease, { problems: scores.problems, now: clock() });
};

interface Tools {
  desk: Desk;
  signal: AbortSignal;
}

async function score(
  predictions: Uint8Array,
  solution: Solution,
  course: Course,
  tools: Tools,
): Promise<Parsed<{ publicScore: Scored; privateScore: Scored }>> {
  const read = parsePredictions(predictions, predictionsFormat(course.kit, solution.ids));
  if (!read.ok) return read;
  const { metric } = course.kit.competition;
  const files = { predictions, solution };
  const report =
    typeof metric === "string" ? scorePredictions({ ...files, metric }) : await runScript(metric, files, course, tools);
  if (!report.ok) return report;
  const { public: publicScore, private: privateScore } = report.value;
  if (!publicScore || !privateScore)
    throw new Error(`The solution of course ${course.slug} has no public or no private rows. Prepare it again.`);
  return { ok: true, value: { publicScore, privateScore } };
}

/** The script of the kit as it was when the course was made. Its failures are the host's, so the job fails, not the file. */
async function runScript(
  { script: name, direction }: ScriptMetric,
  files: { predictions: Uint8Array; solution: Solution },
  course: Course,
  { desk, signal }: Tools,
): Promise<Parsed<ScoreReport>> {
  const bytes = await readFile(join(courseFolder(desk.home, course, "kit"), name));
  return scoreByScript({ ...files, script: { name, bytes, direction } }, { ...desk, signal });
}
