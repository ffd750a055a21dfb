import type { Entry } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectCourse } from "../queries/course.ts";
import { selectEntry } from "../queries/entry.ts";
import { selectOptionalResumableUpload, updateResumableUploadSubject } from "../queries/resumable-upload.ts";
import { type EntryRefusal, submitEntry } from "./submit-entry.ts";
import { selectTries, type Tries } from "./tries.ts";

/**
 * `submitEntry` for a file that came in pieces: entry, try, job and the mark on the upload in one transaction, so that
 * a person whose connection broke before the answer may ask again, and one file makes one entry and uses one try.
 */
export function submitResumed(
  db: Database,
  request: Parameters<typeof submitEntry>[1] & { resumed: string },
): { ok: true; entry: Entry; tries: Tries } | { ok: false; refusal: EntryRefusal; tries: Tries } {
  const { resumed, ...submission } = request;
  return inTransaction(db, () => {
    const upload = selectOptionalResumableUpload(db, resumed);
    if (!upload) throw new Error("This upload is gone.");
    if (upload.subjectId !== null) {
      const { teamId, now } = submission;
      const course = selectCourse(db, upload.courseId);
      return { ok: true, entry: selectEntry(db, upload.subjectId), tries: selectTries(db, { course, teamId, now }) };
    }
    const taken = submitEntry(db, submission);
    if (taken.ok) updateResumableUploadSubject(db, { id: resumed, subjectId: taken.entry.id });
    return taken;
  });
}
