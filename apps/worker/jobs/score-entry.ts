import { type Course, type InputProblem, parsePredictions, type Scored } from "@gradmark/contract";
import { predictionsFormat } from "@gradmark/course";
import { recordScore, recordUnreadableEntry, selectCourse, selectEntry } from "@gradmark/db";
import { scorePredictions } from "@gradmark/grader";
import type { WorkOn } from "../loop/work-on-job.ts";
import { loadSolution, type Solution } from "./course-files.ts";

/**
 * Scores an uploaded predictions file on the public and the private rows. No code of a team runs here, so no sandbox
 * is needed; the labels never enter one.
 */
export const scoreEntry: WorkOn = async ({ job, lease, held, desk }) => {
  const { db, blobs, home, clock } = desk;
  const entry = selectEntry(db, job.subjectId);
  const course = selectCourse(db, entry.courseId);
  held.report({ step: "score" });
  const solution = await loadSolution(home, course);
  const scores = score(await blobs.read(entry.sha256), solution, course);
  held.signal.throwIfAborted();
  return scores.ok
    ? recordScore(db, lease, { ...scores.value, now: clock() })
    : recordUnreadableEntry(db, lease, { problems: scores.problems, now: clock() });
};

type Scores =
  | { ok: true; value: { publicScore: Scored; privateScore: Scored } }
  | { ok: false; problems: InputProblem[] };

function score(predictions: Uint8Array, solution: Solution, course: Course): Scores {
  const read = parsePredictions(predictions, predictionsFormat(course.kit, solution.ids));
  if (!read.ok) return read;
  const report = scorePredictions({ predictions, solution: solution.bytes, metric: course.kit.competition.metric });
  if (!report.ok) return report;
  const { public: publicScore, private: privateScore } = report.value;
  if (!publicScore || !privateScore)
    throw new Error(`The solution of course ${course.slug} has no public or no private rows. Prepare it again.`);
  return { ok: true, value: { publicScore, privateScore } };
}
