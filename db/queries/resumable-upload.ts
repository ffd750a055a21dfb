import { type ResumableUpload, resumableUpload as resumableUploadRow } from "@gradmark/contract";
import { and, asc, eq, isNull, lte } from "drizzle-orm";
import type { Database } from "../database.ts";
import { resumableUpload } from "../schema/resumable-upload.ts";

export function insertResumableUpload(
  db: Database,
  values: Omit<ResumableUpload, "received" | "subjectId" | "createdAt"> & { now: Date },
): void {
  const { now, ...rest } = values;
  db.orm
    .insert(resumableUpload)
    .values({ ...rest, createdAt: now })
    .run();
}

export function selectOptionalResumableUpload(db: Database, id: string): ResumableUpload | undefined {
  const row = db.orm.select().from(resumableUpload).where(eq(resumableUpload.id, id)).get();
  return row && resumableUploadRow.parse(row);
}

/** What a person has begun and not sent to its end, oldest first. */
export function selectUnfinishedUploads(db: Database, userId: string): ResumableUpload[] {
  const rows = db.orm
    .select()
    .from(resumableUpload)
    .where(and(eq(resumableUpload.userId, userId), isNull(resumableUpload.received)))
    .orderBy(asc(resumableUpload.createdAt))
    .all();
  return rows.map((row) => resumableUploadRow.parse(row));
}

export function selectExpiredUploads(db: Database, now: Date): ResumableUpload[] {
  const rows = db.orm.select().from(resumableUpload).where(lte(resumableUpload.expiresAt, now)).all();
  return rows.map((row) => resumableUploadRow.parse(row));
}

/** Notes under which hash the whole file lies in the store. */
export function updateResumableUploadReceived(
  db: Database,
  { id, received }: { id: string; received: NonNullable<ResumableUpload["received"]> },
): void {
  db.orm.update(resumableUpload).set({ received }).where(eq(resumableUpload.id, id)).run();
}

/** Notes what an upload has become. Call it in the transaction that makes that. */
export function updateResumableUploadSubject(db: Database, { id, subjectId }: { id: string; subjectId: string }): void {
  db.orm.update(resumableUpload).set({ subjectId }).where(eq(resumableUpload.id, id)).run();
}

export function deleteResumableUpload(db: Database, id: string): void {
  db.orm.delete(resumableUpload).where(eq(resumableUpload.id, id)).run();
}
