import type { InputProblem, Scored } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { tellScored } from "../notices/job-news.ts";
import { updateEntryScores, updateEntryState } from "../queries/entry.ts";
import { finishJob } from "../queue/finish.ts";
import type { Lease } from "../queue/lease.ts";
import { followFinalEntry } from "./follow-final-entry.ts";

/** Ends the job of an entry with its scores, unless the lease was lost meanwhile: then nothing is written. */
export function recordScore(
  db: Database,
  lease: Lease,
  { publicScore, privateScore, now }: { publicScore: Scored; privateScore: Scored; now: Date },
): "finished" | "lost" {
  return finishJob(db, lease, { state: "done", now }, (job) => {
    updateEntryScores(db, { entryId: job.subjectId, publicScore, privateScore, now });
    if (job.teamId !== null) followFinalEntry(db, { teamId: job.teamId, now });
    tellScored(db, job, now);
  });
}

/** Ends the job of an entry whose file turned out unreadable; the try goes back. */
export function recordUnreadableEntry(
  db: Database,
  lease: Lease,
  { problems, now }: { problems: InputProblem[]; now: Date },
): "finished" | "lost" {
  const message = problems[0]?.message ?? "The file could not be read.";
  return finishJob(db, lease, { state: "failed", reason: { class: "team", message }, now }, (job) =>
    updateEntryState(db, { entryId: job.subjectId, state: "failed", problems, now }),
  );
}
