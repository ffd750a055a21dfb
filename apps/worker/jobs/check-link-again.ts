import { recordLinkCheck, selectCourse, selectHandIn } from "@gradmark/db";
import { checkLink } from "@gradmark/grader";
import type { WorkOn } from "../loop/work-on-job.ts";
import { lookBehind } from "./fetch-model.ts";

/**
 * Looks, when the deadline has passed, whether the link to a model still gives the file that was pinned. The copy is
 * what counts in any case; what is found is for a person.
 */
export const checkLinkAgain: WorkOn = async ({ job, lease, held, desk }) => {
  const { link, courseId } = selectHandIn(desk.db, job.subjectId);
  if (!link?.pin) throw new Error(`The hand-in ${job.subjectId} has no pinned link.`);
  const { kit, timeZone } = selectCourse(desk.db, courseId);
  const { maxBytes } = kit.handIn.model;
  held.report({ step: "fetch" });
  const now = await lookBehind(link.url, { job: job.id, maxBytes, desk, signal: held.signal });
  held.signal.throwIfAborted();
  return recordLinkCheck(desk.db, lease, { item: checkLink(link.pin, now, timeZone), now: desk.clock() });
};
