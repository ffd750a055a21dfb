import { gradeAdjustment as adjustmentRow, type GradeAdjustment } from "@gradmark/contract";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { gradeAdjustment } from "../schema/grade-adjustment.ts";

export function insertAdjustment(
  db: Database,
  values: Omit<GradeAdjustment, "id" | "createdAt" | "revokedAt">,
  now: Date,
): GradeAdjustment {
  const row = db.orm
    .insert(gradeAdjustment)
    .values({ ...values, id: db.newId(), createdAt: now })
    .returning()
    .get();
  return adjustmentRow.parse(row);
}

/** The adjustments of a team that hold, in the order in which they were made. */
export function selectAdjustments(db: Database, teamId: string): GradeAdjustment[] {
  const rows = db.orm
    .select()
    .from(gradeAdjustment)
    .where(and(eq(gradeAdjustment.teamId, teamId), isNull(gradeAdjustment.revokedAt)))
    .orderBy(asc(gradeAdjustment.createdAt), asc(gradeAdjustment.id))
    .all();
  return rows.map((row) => adjustmentRow.parse(row));
}

/** An adjustment of a course that holds. */
export function selectOptionalAdjustment(
  db: Database,
  { courseId, id }: { courseId: string; id: string },
): GradeAdjustment | undefined {
  const row = db.orm
    .select()
    .from(gradeAdjustment)
    .where(and(eq(gradeAdjustment.courseId, courseId), eq(gradeAdjustment.id, id), isNull(gradeAdjustment.revokedAt)))
    .get();
  return row && adjustmentRow.parse(row);
}

export function updateAdjustmentRevoked(db: Database, { id, now }: { id: string; now: Date }): void {
  db.orm.update(gradeAdjustment).set({ revokedAt: now }).where(eq(gradeAdjustment.id, id)).run();
}
