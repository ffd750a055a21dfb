import type { Entry, GradeMove, GradeProposal, GradingRules, HandIn, ProposedChange } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectOptionalEntry, updateEntryScores } from "../queries/entry.ts";
import { insertAdjustment, selectOptionalAdjustment, updateAdjustmentRevoked } from "../queries/grade-adjustment.ts";
import { insertProposal, selectOptionalProposal, updateProposal } from "../queries/grade-proposal.ts";
import { insertGradingRules, selectOptionalGradingRules } from "../queries/grading-rules.ts";
import { selectOptionalHandIn, updateHandInState } from "../queries/hand-in.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { insertStaffAction, type NewStaffAction } from "../queries/staff-action.ts";
import { selectOptionalTeam } from "../queries/team.ts";

export type ProposalRefusal = "no-such-proposal" | "decided-already" | "moves-changed" | "not-applied";
type Outcome = { ok: true; proposal: GradeProposal } | { ok: false; refusal: ProposalRefusal };

/** Keeps a change with what it would do; nothing moves yet. */
export function proposeChange(
  db: Database,
  values: Pick<GradeProposal, "courseId" | "title" | "why" | "change" | "moves" | "createdBy">,
  now: Date,
): GradeProposal {
  return inTransaction(db, () => {
    const proposal = insertProposal(db, values, now);
    const after = summary(proposal);
    log(db, proposal, { action: "change-proposed", actor: values.createdBy, after, at: now });
    return proposal;
  });
}

export interface ApplyRequest {
  courseId: string;
  id: string;
  actor: string;
  /** The rules that hold while no version is stored: the kit's. */
  kitRules: GradingRules;
  /** Computes anew, inside the transaction, whose points the change moves. */
  movesOf: (change: ProposedChange) => GradeMove[];
  now: Date;
}

/**
 * Applies a proposed change as a whole, if it still does exactly what was shown; else nothing happens and the proposal
 * keeps the new moves. In the ledger stands, for each team, by how much it moved, who did it and why.
 */
export function applyProposal(db: Database, request: ApplyRequest): Outcome {
  const { courseId, id, actor, now } = request;
  return inTransaction(db, () => {
    const found = selectOptionalProposal(db, id);
    if (found?.courseId !== courseId) return { ok: false, refusal: "no-such-proposal" };
    if (found.state !== "open") return { ok: false, refusal: "decided-already" };
    const moves = request.movesOf(found.change);
    if (JSON.stringify(moves) !== JSON.stringify(found.moves)) {
      updateProposal(db, id, { moves });
      return { ok: false, refusal: "moves-changed" };
    }
    const inverse = makeChange(db, found, request);
    const done = { state: "applied", inverse, decidedBy: actor, decidedAt: now } as const;
    return { ok: true, proposal: settle(db, found, { ...done, moves, action: "change-applied" }) };
  });
}

/** Takes an applied change back, as a whole: everything that it changed is as it was before. */
export function undoProposal(db: Database, request: ApplyRequest): Outcome {
  const { courseId, id, actor, now } = request;
  return inTransaction(db, () => {
    const found = selectOptionalProposal(db, id);
    if (found?.courseId !== courseId) return { ok: false, refusal: "no-such-proposal" };
    if (found.state !== "applied" || found.inverse === null) return { ok: false, refusal: "not-applied" };
    const moves = request.movesOf(found.inverse);
    makeChange(db, { ...found, change: found.inverse, why: `Undone: ${found.why}` }, request);
    const done = { state: "undone", decidedBy: actor, decidedAt: now } as const;
    return { ok: true, proposal: settle(db, found, { ...done, moves, action: "change-undone" }) };
  });
}

/** Lets a proposal be: nothing had moved. */
export function discardProposal(
  db: Database,
  { courseId, id, actor, now }: { courseId: string; id: string; actor: string; now: Date },
): Outcome {
  return inTransaction(db, () => {
    const found = selectOptionalProposal(db, id);
    if (found?.courseId !== courseId) return { ok: false, refusal: "no-such-proposal" };
    if (found.state !== "open") return { ok: false, refusal: "decided-already" };
    const proposal = updateProposal(db, id, { state: "discarded", decidedBy: actor, decidedAt: now });
    log(db, proposal, { action: "change-discarded", actor, after: null, at: now });
    return { ok: true, proposal };
  });
}

/** Writes the change; what would take it back. */
function makeChange(
  db: Database,
  { courseId, change, why }: GradeProposal,
  { actor, kitRules, now }: ApplyRequest,
): ProposedChange {
  const inverse: ProposedChange = {};
  if (change.rules) {
    inverse.rules = selectOptionalGradingRules(db, courseId)?.rules ?? kitRules;
    insertGradingRules(db, { courseId, rules: change.rules, why, createdBy: actor, now });
  }
  const revoked = (change.revokeAdjustments ?? []).map((id) => {
    const found = selectOptionalAdjustment(db, { courseId, id });
    if (!found) throw new Error(`There is no adjustment ${id} that could be revoked.`);
    updateAdjustmentRevoked(db, { id, now });
    const { teamId, userId, part, kind, amount, why: reason } = found;
    return { teamId, userId, part, kind, amount, why: reason };
  });
  if (revoked.length > 0) inverse.addAdjustments = revoked;
  const added = (change.addAdjustments ?? []).map((one) => {
    if (selectOptionalTeam(db, one.teamId)?.courseId !== courseId) throw new Error(`No team ${one.teamId} here.`);
    return insertAdjustment(db, { ...one, courseId, createdBy: actor }, now).id;
  });
  if (added.length > 0) inverse.revokeAdjustments = added;
  if (change.verdicts) inverse.verdicts = change.verdicts.map((one) => replaceVerdict(db, courseId, one, now));
  if (change.scores) inverse.scores = change.scores.map((one) => replaceScores(db, courseId, one, now));
  return inverse;
}

function replaceVerdict(
  db: Database,
  courseId: string,
  { handInId, verdict }: NonNullable<ProposedChange["verdicts"]>[number],
  now: Date,
) {
  const before = ofCourse(selectOptionalHandIn(db, handInId), courseId, handInId);
  if (before.verdict === null) throw new Error(`The hand-in ${handInId} has no verdict that could be replaced.`);
  updateHandInState(db, { handInId, state: verdict.outcome === "rejected" ? "failed" : "done", verdict, now });
  return { handInId, verdict: before.verdict };
}

function replaceScores(
  db: Database,
  courseId: string,
  { entryId, publicScore, privateScore }: NonNullable<ProposedChange["scores"]>[number],
  now: Date,
) {
  const before = ofCourse(selectOptionalEntry(db, entryId), courseId, entryId);
  if (before.publicScore === null || before.privateScore === null)
    throw new Error(`The entry ${entryId} has no scores that could be replaced.`);
  updateEntryScores(db, { entryId, publicScore, privateScore, now });
  return { entryId, publicScore: before.publicScore, privateScore: before.privateScore };
}

function ofCourse<Row extends Entry | HandIn>(row: Row | undefined, courseId: string, id: string): Row {
  if (row?.courseId !== courseId) throw new Error(`${id} is not of this course.`);
  return row;
}

/** The proposal's new state, a line in the ledger for each team that moved, and one in the audit log. */
function settle(
  db: Database,
  found: GradeProposal,
  {
    action,
    ...values
  }: Pick<GradeProposal, "state" | "moves"> &
    Partial<Pick<GradeProposal, "inverse">> & {
      decidedBy: string;
      decidedAt: Date;
      action: "change-applied" | "change-undone";
    },
): GradeProposal {
  const { courseId, id, title, why } = found;
  const { moves, decidedBy: actor, decidedAt: at } = values;
  const verb = action === "change-undone" ? "Undone: " : "";
  for (const { teamId, before, after } of moves) {
    const amount = before === null || after === null ? 0 : (after - before) / 100;
    const line = { courseId, teamId, kind: "grade-changed", subjectId: id, amount } as const;
    insertLedgerLine(db, { ...line, why: `${verb}${title}. ${why}`, actor, at });
  }
  const { moves: _, ...stored } = values;
  const proposal = updateProposal(db, id, action === "change-undone" ? stored : values);
  log(db, proposal, { action, actor, after: summary({ ...proposal, moves }), at });
  return proposal;
}

/** Without the change itself: the proposal is kept, and nobody can change it. */
function summary({ title, why, moves }: GradeProposal) {
  return { title, why, teamsMoved: new Set(moves.map(({ teamId }) => teamId)).size };
}

function log(
  db: Database,
  { courseId, id }: GradeProposal,
  line: Pick<NewStaffAction, "action" | "actor" | "after" | "at">,
): void {
  insertStaffAction(db, { courseId, subjectId: id, ...line });
}
