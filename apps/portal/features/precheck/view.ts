import type { Job, ModelLink, Precheck, PrecheckFinding, StoredFile, WorkState } from "@gradmark/contract";
import type { PrecheckTries } from "@gradmark/db";
import { type CheckView, viewCheck } from "#features/hand-in/view.ts";
import { type RerunView, viewRerun } from "#features/result/view.ts";

/** A pre-check as its team may see it: findings, and the plain run without any score. */
export interface PrecheckView {
  id: string;
  state: WorkState;
  askedAt: Date;
  by: string | null;
  findings: PrecheckFinding[];
  rerun: RerunView | null;
  comparedWithFinal: boolean;
  /** Its job while it waits or runs, and why it ended when it brought nothing. */
  check: CheckView | null;
  /** Whether the check-list, or the entry that counts, is another one by now. */
  stale: boolean;
}

/** What would be checked now. */
export interface OnCheckList {
  script: StoredFile | null;
  report: StoredFile | null;
  models: readonly StoredFile[];
  link: Pick<ModelLink, "url"> | null;
  finalEntryId: string | null;
}

export function viewPrecheck(
  precheck: Precheck,
  known: { names: ReadonlyMap<string, string>; job: Job | undefined; queue: CheckView["queue"]; present: OnCheckList },
): PrecheckView {
  const { id, state, createdAt, askedBy, result, finalEntryId } = precheck;
  return {
    id,
    state,
    askedAt: createdAt,
    by: known.names.get(askedBy) ?? null,
    findings: result?.findings ?? [],
    rerun: result?.verdict ? viewRerun(result.verdict) : null,
    comparedWithFinal: finalEntryId !== null,
    check: known.job ? viewCheck(known.job, known.queue) : null,
    stale: keyOf(precheck) !== keyOf(known.present),
  };
}

/** Two check-lists with the same key are checked with the same end. */
function keyOf({ script, report, models, link, finalEntryId }: OnCheckList): string {
  const files = [script, report, ...models].map((file) => file && [file.name, file.sha256]);
  return JSON.stringify([files, link?.url ?? null, finalEntryId]);
}

export interface PrecheckTriesView {
  allowed: number;
  left: number;
  nextAt: Date;
}

export function viewPrecheckTries({ allowed, left, nextAt }: PrecheckTries): PrecheckTriesView {
  return { allowed, left, nextAt };
}
