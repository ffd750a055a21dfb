import type { MarkContent, RegradeRequest } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectOptionalCurrentHandIn } from "../queries/hand-in.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { selectOptionalMark } from "../queries/mark.ts";
import { selectPartReleases } from "../queries/part-release.ts";
import { insertRegradeRow, selectOptionalRegrade, selectRegrades, updateRegrade } from "../queries/regrade-request.ts";
import { insertStaffAction } from "../queries/staff-action.ts";
import { saveMark } from "./save-mark.ts";

export type RegradeRefusal =
  | "not-released"
  | "regrade-closed"
  | "nothing-graded"
  | "regrade-open"
  | "no-such-regrade"
  | "same-grader"
  | "stale-mark";

/** A team asks for another look at a part: once at a time, while the part's window is open. */
export function askRegrade(
  db: Database,
  request: { courseId: string; teamId: string; part: string; askedBy: string; text: string; now: Date },
): { ok: true; request: RegradeRequest } | { ok: false; refusal: RegradeRefusal } {
  const { courseId, teamId, part, now } = request;
  return inTransaction(db, () => {
    const release = selectPartReleases(db, courseId).find((one) => one.part === part);
    if (!release) return { ok: false, refusal: "not-released" };
    if (release.regradeUntil === null || now >= release.regradeUntil) return { ok: false, refusal: "regrade-closed" };
    const handIn = selectOptionalCurrentHandIn(db, teamId);
    const mark = handIn && countingMark(db, { handInId: handIn.id, part });
    if (!handIn || mark?.state !== "done") return { ok: false, refusal: "nothing-graded" };
    const earlier = selectRegrades(db, { courseId, teamId }).filter((one) => one.part === part);
    if (earlier.some(({ state }) => state === "open")) return { ok: false, refusal: "regrade-open" };
    const { askedBy, text } = request;
    const row = { courseId, teamId, handInId: handIn.id, part, askedBy, text };
    return { ok: true, request: insertRegradeRow(db, row, now) };
  });
}

/** The team takes its request back. */
export function withdrawRegrade(
  db: Database,
  { id, teamId, now }: { id: string; teamId: string; now: Date },
): { ok: true } | { ok: false; refusal: RegradeRefusal } {
  return inTransaction(db, () => {
    const found = selectOptionalRegrade(db, id);
    if (found?.teamId !== teamId || found.state !== "open") return { ok: false, refusal: "no-such-regrade" };
    updateRegrade(db, id, { state: "withdrawn", answeredAt: now }, now);
    return { ok: true };
  });
}

export interface RegradeAnswer {
  courseId: string;
  id: string;
  actor: string;
  answer: string;
  /** Another mark, and the version that it replaces; null leaves the points as they are. */
  change: { content: MarkContent; seen: number } | null;
  /** Points of a mark in hundredths, under the rules that hold. */
  pointsOf: (mark: MarkContent & { id: string }) => number;
  now: Date;
}

/** Answers a request, with another mark or without one, as a whole. Never by the person who gave the mark. */
export function answerRegrade(
  db: Database,
  { courseId, id, actor, answer, change, pointsOf, now }: RegradeAnswer,
): { ok: true; request: RegradeRequest } | { ok: false; refusal: RegradeRefusal } {
  return inTransaction(db, () => {
    const found = selectOptionalRegrade(db, id);
    if (found?.courseId !== courseId || found.state !== "open") return { ok: false, refusal: "no-such-regrade" };
    const { handInId, part, teamId } = found;
    const mark = countingMark(db, { handInId, part });
    if (!mark) return { ok: false, refusal: "no-such-regrade" };
    if (mark.graderId === actor) return { ok: false, refusal: "same-grader" };
    const place = { handInId, part, purpose: "grade", graderId: actor } as const;
    const saved = change && saveMark(db, { ...place, ...change, done: true, pointsOf, now });
    if (saved?.ok === false) return { ok: false, refusal: "stale-mark" };
    const points = { pointsBefore: pointsOf(mark), pointsAfter: pointsOf(saved?.mark ?? mark) };
    const row = { state: "answered", answer, ...points, answeredBy: actor, answeredAt: now } as const;
    const request = updateRegrade(db, id, row, now);
    const amount = (points.pointsAfter - points.pointsBefore) / 100;
    const why = `${part}: regrade request answered. ${answer}`;
    insertLedgerLine(db, { courseId, teamId, kind: "grade-changed", subjectId: id, amount, why, actor, at: now });
    const line = { courseId, actor, action: "regrade-answered", subjectId: id, teamId } as const;
    insertStaffAction(db, { ...line, before: found, after: request, at: now });
    return { ok: true, request };
  });
}

function countingMark(db: Database, { handInId, part }: { handInId: string; part: string }) {
  return selectOptionalMark(db, { handInId, part, purpose: "grade", graderId: "" });
}
