import type { Entry, EntrySource, Job, Scored, StoredFile } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectCourse } from "../queries/course.ts";
import { insertEntryRow, selectEntry, updateEntryScores } from "../queries/entry.ts";
import { insertLedgerLine } from "../queries/ledger.ts";
import { selectTeam } from "../queries/team.ts";
import { enqueueJob } from "../queue/enqueue.ts";
import { type CourseRefusal, courseRefusal } from "./open-course.ts";
import { selectTries, type Tries } from "./tries.ts";

export type EntryRefusal = CourseRefusal | "not-admitted" | "no-tries-left";

/**
 * Takes an entry whose file is already stored and was found readable: the entry, its try in the ledger and its job, or
 * nothing at all. The check of the quota and its use are one transaction under the write lock, so uploads at the same
 * time cannot use more tries than there are.
 */
export function submitEntry(
  db: Database,
  request: { teamId: string; uploadedBy: string; file: StoredFile; description: string; now: Date },
): { ok: true; entry: Entry; job: Job; tries: Tries } | { ok: false; refusal: EntryRefusal; tries: Tries } {
  const { teamId, uploadedBy, file, description, now } = request;
  return inTransaction(db, () => {
    const team = selectTeam(db, teamId);
    const course = selectCourse(db, team.courseId);
    const tries = selectTries(db, { course, teamId, now });
    const refusal =
      courseRefusal(course, now) ??
      (team.admittedAt === null ? "not-admitted" : null) ??
      (tries.left < 1 ? "no-tries-left" : null);
    if (refusal) return { ok: false, refusal, tries };
    const place = { courseId: course.id, teamId };
    const { name: fileName, sha256, bytes } = file;
    const entry = insertEntryRow(db, { ...place, kind: "team", uploadedBy, fileName, sha256, bytes, description }, now);
    const why = `Uploaded ${fileName}.`;
    insertLedgerLine(db, {
      ...place,
      kind: "try-used",
      subjectId: entry.id,
      amount: 1,
      why,
      actor: uploadedBy,
      at: now,
    });
    const job = enqueueJob(db, { ...place, kind: "score-entry", subjectId: entry.id, deadlineMs: scoringMs }, now);
    return { ok: true, entry, job, tries: selectTries(db, { course, teamId, now }) };
  });
}

/** Scoring a million rows takes seconds; what takes longer hangs. */
const scoringMs = 120_000;

/** Puts the reference model's scored predictions on the board. */
export function insertBenchmark(
  db: Database,
  request: {
    courseId: string;
    file: StoredFile;
    description: string;
    source: EntrySource;
    publicScore: Scored;
    privateScore: Scored;
    now: Date;
  },
): Entry {
  const { courseId, file, description, source, publicScore, privateScore, now } = request;
  return inTransaction(db, () => {
    const { name: fileName, sha256, bytes } = file;
    const entry = insertEntryRow(
      db,
      { courseId, teamId: null, kind: "benchmark", uploadedBy: null, fileName, sha256, bytes, description, source },
      now,
    );
    updateEntryScores(db, { entryId: entry.id, publicScore, privateScore, now });
    return selectEntry(db, entry.id);
  });
}
