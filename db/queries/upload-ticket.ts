import { uploadTicket as ticketRow, type UploadTicket } from "@gradmark/contract";
import { and, eq, isNull, lt } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { uploadTicket } from "../schema/upload-ticket.ts";

/** A new permission to upload. Sweeps those that ended more than a day ago. */
export function insertUploadTicket(
  db: Database,
  values: Omit<UploadTicket, "received" | "entryId" | "createdAt"> & { now: Date },
): void {
  const { now, ...rest } = values;
  inTransaction(db, () => {
    const dayAgo = new Date(now.getTime() - 86_400_000);
    db.orm.delete(uploadTicket).where(lt(uploadTicket.expiresAt, dayAgo)).run();
    db.orm
      .insert(uploadTicket)
      .values({ ...rest, createdAt: now })
      .run();
  });
}

export function selectOptionalUploadTicket(db: Database, hash: string): UploadTicket | undefined {
  const row = db.orm.select().from(uploadTicket).where(eq(uploadTicket.hash, hash)).get();
  return row && ticketRow.parse(row);
}

/** Keeps what arrived, in place of what arrived before. `false` when the ticket has made its entry meanwhile. */
export function updateUploadTicketReceived(
  db: Database,
  { hash, received }: { hash: string; received: NonNullable<UploadTicket["received"]> },
): boolean {
  const unused = and(eq(uploadTicket.hash, hash), isNull(uploadTicket.entryId));
  return db.orm.update(uploadTicket).set({ received }).where(unused).run().changes > 0;
}

export function updateUploadTicketEntry(db: Database, { hash, entryId }: { hash: string; entryId: string }): void {
  db.orm.update(uploadTicket).set({ entryId }).where(eq(uploadTicket.hash, hash)).run();
}
