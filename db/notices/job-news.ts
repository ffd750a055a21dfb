import type { Job, RerunOutcome } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { selectEntry } from "../queries/entry.ts";
import { selectHandIn } from "../queries/hand-in.ts";
import { tellTeam } from "./tell.ts";

/** Tells a team its new public score. The private one is nowhere in here. */
export function tellScored(db: Database, { subjectId: entryId, teamId }: Job, now: Date): void {
  const { fileName: file, publicScore } = selectEntry(db, entryId);
  if (teamId === null || publicScore === null) return;
  const { score } = publicScore;
  tellTeam(db, {
    teamId,
    facts: { kind: "entry-scored", entryId, file, score },
    cause: `scored:${entryId}:${score}`,
    now,
  });
}

/** Tells a team that its entry brought no score: by its own file, or by our fault. Its try went back either way. */
export function tellEntryFailed(db: Database, job: Job, { ours, why, now }: Failure): void {
  if (job.kind !== "score-entry" || job.teamId === null) return;
  const kind = ours ? "try-returned" : "entry-failed";
  const { fileName: file } = selectEntry(db, job.subjectId);
  const facts = { kind, entryId: job.subjectId, file, why } as const;
  tellTeam(db, { teamId: job.teamId, facts, cause: `${kind}:${job.id}`, now });
}

interface Failure {
  ours: boolean;
  why: string;
  now: Date;
}

/** Tells a team that its hand-in was run; how it went stands on the page, which knows what a team may see. */
export function tellChecked(db: Database, job: Job, { outcome, now }: { outcome: RerunOutcome; now: Date }): void {
  if (job.kind !== "rerun") return;
  const { teamId, id: handInId, replacedBy } = selectHandIn(db, job.subjectId);
  if (replacedBy !== null) return;
  tellTeam(db, { teamId, facts: { kind: "hand-in-checked", handInId, outcome }, cause: `checked:${job.id}`, now });
}
