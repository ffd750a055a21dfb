import type { HandIn, Job } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { tellHandedIn } from "../notices/team-news.ts";
import { selectCourse } from "../queries/course.ts";
import { selectOptionalDraftLink } from "../queries/draft-link.ts";
import { selectFinalEntries } from "../queries/final-entry.ts";
import { insertHandInRow, selectOptionalCurrentHandIn, updateHandInReplaced } from "../queries/hand-in.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { selectTeam } from "../queries/team.ts";
import { filesOfCheckList } from "../queries/upload.ts";
import { cancelJobs } from "../queue/finish.ts";
import { enqueueRerun } from "./enqueue-rerun.ts";
import { type CourseRefusal, courseRefusal } from "./open-course.ts";

export type HandInRefusal = CourseRefusal | "no-script";

/**
 * Hands in what stands on the team's check-list, with the final entry of this moment. An earlier hand-in is replaced,
 * not lost, and its rerun is cancelled. A link to a model, `link` or
 * the one on the check-list, is fetched and pinned before the rerun.
 */
export function submitHandIn(
  db: Database,
  { teamId, submittedBy, link, now }: { teamId: string; submittedBy: string; link?: string; now: Date },
): { ok: true; handIn: HandIn; job: Job } | { ok: false; refusal: HandInRefusal } {
  return inTransaction(db, () => {
    const course = selectCourse(db, selectTeam(db, teamId).courseId);
    const { script, ...others } = filesOfCheckList(db, teamId);
    const refusal = courseRefusal(course, now) ?? (script ? null : "no-script");
    if (refusal || !script) return { ok: false, refusal: refusal ?? "no-script" };
    const earlier = selectOptionalCurrentHandIn(db, teamId);
    const url = link ?? selectOptionalDraftLink(db, teamId)?.url;
    const files = { script, ...others, link: url === undefined ? null : { url, pin: null, problem: null } };
    const finalEntryId = selectFinalEntries(db, teamId).entries[0]?.id ?? null;
    const handIn = insertHandInRow(db, { courseId: course.id, teamId, submittedBy, ...files, finalEntryId }, now);
    if (earlier) {
      updateHandInReplaced(db, { handInId: earlier.id, replacedBy: handIn.id });
      cancelJobs(db, { subjectId: earlier.id, now });
    }
    recordHandIn(db, handIn, submittedBy);
    tellHandedIn(db, handIn);
    return { ok: true, handIn, job: enqueueRerun(db, { handInId: handIn.id, now }) };
  });
}

function recordHandIn(db: Database, handIn: HandIn, actor: string): void {
  const { courseId, teamId, id, script, report, models, link, submittedAt } = handIn;
  const files = [script, ...(report ? [report] : []), ...models].map(
    ({ name, sha256 }) => `${name} (sha256 ${sha256})`,
  );
  const why = `Handed in ${[...files, ...(link ? [link.url] : [])].join(", ")}.`;
  insertLedgerLine(db, { courseId, teamId, kind: "hand-in", subjectId: id, amount: 0, why, actor, at: submittedAt });
}
