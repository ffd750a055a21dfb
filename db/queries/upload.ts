import { type StoredFile, type Upload, type UploadRole, upload as uploadRow } from "@gradmark/contract";
import { and, asc, eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { upload } from "../schema/upload.ts";
import { arrival } from "./arrival.ts";
import { insertChange } from "./change.ts";

/**
 * Puts a stored file on the check-list of a team's hand-in. A new script or report takes the place of the old one, a
 * model file that of the one with the same name. The blob of the old one stays.
 */
export function insertUpload(
  db: Database,
  values: {
    courseId: string;
    teamId: string;
    role: UploadRole;
    name: string;
    sha256: string;
    bytes: number;
    uploadedBy: string;
    now: Date;
  },
): Upload {
  const { now, ...rest } = values;
  return inTransaction(db, () => {
    const sameName = values.role === "model" ? eq(upload.name, values.name) : undefined;
    db.orm
      .delete(upload)
      .where(and(eq(upload.teamId, values.teamId), eq(upload.role, values.role), sameName))
      .run();
    const row = db.orm
      .insert(upload)
      .values({ ...rest, id: db.newId(), createdAt: now })
      .returning()
      .get();
    noteUploads(db, values.courseId, values.teamId, now);
    return uploadRow.parse(row);
  });
}

/** The check-list of a team: script, report and model files that wait to be handed in. */
export function selectUploads(db: Database, teamId: string): Upload[] {
  const rows = db.orm
    .select()
    .from(upload)
    .where(eq(upload.teamId, teamId))
    .orderBy(asc(upload.createdAt), asc(arrival(upload)))
    .all();
  return rows.map((row) => uploadRow.parse(row));
}

/** What a team would hand in now, beside a link. */
export function filesOfCheckList(
  db: Database,
  teamId: string,
): { script: StoredFile | null; report: StoredFile | null; models: StoredFile[] } {
  const uploads = selectUploads(db, teamId);
  const of = (role: UploadRole): StoredFile[] =>
    uploads.filter((one) => one.role === role).map(({ name, sha256, bytes }) => ({ name, sha256, bytes }));
  return { script: of("script")[0] ?? null, report: of("report")[0] ?? null, models: of("model") };
}

/** Takes a file off the check-list; false when the team has no such file. */
export function deleteUpload(
  db: Database,
  { teamId, uploadId, now }: { teamId: string; uploadId: string; now: Date },
): boolean {
  const row = db.orm
    .delete(upload)
    .where(and(eq(upload.id, uploadId), eq(upload.teamId, teamId)))
    .returning()
    .get();
  if (row) noteUploads(db, row.courseId, teamId, now);
  return row !== undefined;
}

function noteUploads(db: Database, courseId: string, teamId: string, now: Date): void {
  insertChange(db, { courseId, teamId, topic: "hand-in", subjectId: teamId, at: now });
}
