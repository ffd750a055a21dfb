import type { Entry } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { selectEntry } from "../queries/entry.ts";
import { selectOptionalUploadTicket, updateUploadTicketEntry } from "../queries/upload-ticket.ts";
import { submitEntry } from "./submit-entry.ts";

type Submitted = ReturnType<typeof submitEntry>;

/**
 * `submitEntry` for a file that came by a ticket: entry, try, job and the mark on the ticket in one transaction, so that
 * the same ticket, used twice or twice at once, makes one entry and uses one try. A ticket that has made its entry
 * answers with it.
 */
export function submitTicket(
  db: Database,
  hash: string,
  request: Parameters<typeof submitEntry>[1],
): Submitted | { ok: true; repeated: Entry } {
  return inTransaction(db, () => {
    const ticket = selectOptionalUploadTicket(db, hash);
    if (!ticket) throw new Error("This upload has no ticket.");
    if (ticket.entryId !== null) return { ok: true, repeated: selectEntry(db, ticket.entryId) };
    const taken = submitEntry(db, request);
    if (taken.ok) updateUploadTicketEntry(db, { hash, entryId: taken.entry.id });
    return taken;
  });
}
