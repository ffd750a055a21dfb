import type { Entry } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { insertChange } from "../queries/change.ts";
import { selectCourse } from "../queries/course.ts";
import { selectOptionalEntry } from "../queries/entry.ts";
import { replaceFinalEntries, selectChosenEntries } from "../queries/final-entry.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { selectTeam } from "../queries/team.ts";
import { followFinalEntry } from "./follow-final-entry.ts";
import { type CourseRefusal, courseRefusal } from "./open-course.ts";

export type FinalRefusal = CourseRefusal | "too-many" | "not-yours" | "not-scored";

/** Chooses the entries that a team is judged by, in place of an earlier choice; none means that the best counts. */
export function chooseFinalEntries(
  db: Database,
  { teamId, entryIds, chosenBy, now }: { teamId: string; entryIds: string[]; chosenBy: string; now: Date },
): { ok: true; entries: Entry[] } | { ok: false; refusal: FinalRefusal } {
  return inTransaction(db, () => {
    const { courseId } = selectTeam(db, teamId);
    const course = selectCourse(db, courseId);
    const chosen = [...new Set(entryIds)].map((id) => selectOptionalEntry(db, id));
    const refusal =
      courseRefusal(course, now) ??
      (chosen.length > course.kit.competition.finalEntries ? "too-many" : null) ??
      (chosen.some((entry) => entry?.teamId !== teamId) ? "not-yours" : null) ??
      (chosen.some((entry) => entry?.state !== "done") ? "not-scored" : null);
    if (refusal) return { ok: false, refusal };
    const ids = chosen.flatMap((entry) => (entry ? [entry.id] : []));
    replaceFinalEntries(db, { teamId, entryIds: ids, chosenBy, now });
    const why = ids.length > 0 ? `Chose ${ids.join(", ")}.` : "Chose none: the best public score counts.";
    const line = { courseId, teamId, kind: "final-selected" as const, subjectId: ids[0] ?? null, amount: 0 };
    insertLedgerLine(db, { ...line, why, actor: chosenBy, at: now });
    insertChange(db, { courseId, teamId, topic: "entry", subjectId: ids[0] ?? teamId, at: now });
    followFinalEntry(db, { teamId, now });
    return { ok: true, entries: selectChosenEntries(db, teamId) };
  });
}
