import type { ModelLink } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { updateHandInLink } from "../queries/hand-in.ts";
import { finishJob } from "../queue/finish.ts";
import type { Lease } from "../queue/lease.ts";
import { enqueueCheck } from "./enqueue-rerun.ts";

/**
 * Ends the job that fetched a hand-in's model, with the pinned file or why there is none, and has the hand-in rerun: a
 * script may do without its model, and a team is told more by its run than by silence.
 */
export function recordFetch(
  db: Database,
  lease: Lease,
  { link, now }: { link: ModelLink; now: Date },
): "finished" | "lost" {
  return finishJob(db, lease, { state: "done", now }, ({ subjectId: handInId }) => {
    updateHandInLink(db, { handInId, link });
    enqueueCheck(db, { handInId, kind: "rerun", now });
  });
}
