import { type Database, inTransaction } from "../database.ts";
import { selectFinalEntries } from "../queries/final-entry.ts";
import { selectOptionalCurrentHandIn, updateHandInFinal } from "../queries/hand-in.ts";
import { selectUnfinishedJobs } from "../queries/job.ts";
import { enqueueRerun } from "./enqueue-rerun.ts";

/**
 * Keeps a team's hand-in with the entry that counts: when another one does by now, the hand-in is compared with that
 * one, and checked again. Call it wherever the entry that counts may change. What waits will look at the new entry by
 * itself, and what runs is found by `recordRerun` to have looked at the old one.
 */
export function followFinalEntry(db: Database, { teamId, now }: { teamId: string; now: Date }): void {
  inTransaction(db, () => {
    const handIn = selectOptionalCurrentHandIn(db, teamId);
    const final = selectFinalEntries(db, teamId).entries[0];
    if (!handIn || !final || final.id === handIn.finalEntryId) return;
    updateHandInFinal(db, { handInId: handIn.id, finalEntryId: final.id });
    if (selectUnfinishedJobs(db, handIn.id).length === 0) enqueueRerun(db, { handInId: handIn.id, now });
  });
}
