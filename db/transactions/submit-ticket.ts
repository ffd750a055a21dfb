import type { Entry } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectCourse } from "../queries/course.ts";
import { selectEntry } from "../queries/entry.ts";
import { selectOptionalUploadTicket, updateUploadTicketEntry } from "../queries/upload-ticket.ts";
import { type EntryRefusal, submitEntry } from "./submit-entry.ts";
import { selectTries, type Tries } from "./tries.ts";

/**
 * `submitEntry` for a file that came by a ticket: entry, try, job and the mark on the ticket in one transaction, so that
 * the same ticket, used twice or twice at once, makes one entry and uses one try. A ticket that has made its entry
 * answers with it.
 */
export function submitTicket(
  db: Database,
  request: Parameters<typeof submitEntry>[1] & { hash: string },
): { ok: true; entry: Entry; tries: Tries } | { ok: false; refusal: EntryRefusal; tries: Tries } {
  const { hash, ...submission } = request;
  return inTransaction(db, () => {
    const ticket = selectOptionalUploadTicket(db, hash);
    if (!ticket) throw new Error("This upload has no ticket.");
    if (ticket.entryId !== null) {
      const { teamId, now } = submission;
      const course = selectCourse(db, ticket.courseId);
      return { ok: true, entry: selectEntry(db, ticket.entryId), tries: selectTries(db, { course, teamId, now }) };
    }
    const taken = submitEntry(db, submission);
    if (taken.ok) updateUploadTicketEntry(db, { hash, entryId: taken.entry.id });
    return taken;
  });
}
