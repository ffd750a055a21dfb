import type { Course, ModelLink, Precheck, PrecheckReport, RerunVerdict } from "@gradmark/contract";
import { recordPrecheck, selectCourse, selectPrecheck, selectTeam } from "@gradmark/db";
import { rerun } from "@gradmark/grader";
import type { Desk } from "../loop/desk.ts";
import type { HeldLease } from "../loop/hold-lease.ts";
import type { WorkOn } from "../loop/work-on-job.ts";
import { pinLink } from "./fetch-model.ts";
import { followProgress } from "./follow-progress.ts";
import { plainRequest } from "./plain-request.ts";
import { describeEntry, describeLink, describeModels, describeRun, describeScript } from "./precheck-findings.ts";
import { lookAtReport } from "./precheck-report.ts";

/**
 * Shows a team what the grader will see, before it hands in: the same sandbox, the same limits, the same comparison with
 * its own entry. No label is read, no score computed and no audit run, so that nothing can be measured by it.
 */
export const precheckHandIn: WorkOn = async ({ job, lease, held, desk }) => {
  const asked = selectPrecheck(desk.db, job.subjectId);
  const course = selectCourse(desk.db, asked.courseId);
  const team = selectTeam(desk.db, asked.teamId);
  const link = await fetchedLink(asked, course, { desk, held });
  const report = await lookAtReport(asked.report, { course, team: team.name, desk, signal: held.signal });
  const verdict = await runOf({ ...asked, link }, course, { desk, held });
  held.signal.throwIfAborted();
  if (verdict?.outcome === "faulted") desk.log.error({ jobId: job.id, reasons: verdict.reasons }, "pre-check faulted");
  const findings: PrecheckReport["findings"] = [
    describeScript(asked.script, course),
    ...report,
    ...describeModels(asked.models, link, course),
    ...describeLink(link),
    describeEntry(asked.finalEntryId, { db: desk.db, course }),
    ...describeRun(verdict),
  ];
  const now = desk.clock();
  const retryAt = new Date(now.getTime() + desk.pace.retryMs * job.attempts);
  return recordPrecheck(desk.db, lease, { report: { findings, verdict }, now, retryAt });
};

interface Tools {
  desk: Desk;
  held: HeldLease;
}

/** Fetched as the hand-in's would be; the copy is stored, so that handing in the same file costs no second one. */
async function fetchedLink({ id, link }: Precheck, course: Course, { desk, held }: Tools): Promise<ModelLink | null> {
  if (link === null) return null;
  return pinLink(link.url, { job: id, maxBytes: course.kit.handIn.model.maxBytes, desk, held });
}

async function runOf(asked: Precheck, course: Course, { desk, held }: Tools): Promise<RerunVerdict | null> {
  if (asked.script === null) return null;
  const { sandbox, runtimes, scratch } = desk;
  const request = await plainRequest({ ...asked, script: asked.script }, course, desk);
  return rerun(request, {
    ...{ sandbox, runtimes, scratch, signal: held.signal },
    onProgress: followProgress(held.report),
  });
}
