import { type PartGrade, partGrade as partGradeRow } from "@gradmark/contract";
import { and, asc, eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { partGrade } from "../schema/part-grade.ts";
import { insertChange } from "./change.ts";
import { insertLedgerLine } from "./ledger.ts";

/** Gives a team's part its points, or other points than before; the ledger keeps by how much, why and by whom. */
export function upsertPartGrade(
  db: Database,
  values: Omit<PartGrade, "gradedAt" | "gradedBy"> & { gradedBy: string },
  { why, now }: { why: string; now: Date },
): PartGrade {
  return inTransaction(db, () => {
    const { courseId, teamId, part, points, gradedBy } = values;
    const before = selectOptionalPartGrade(db, { teamId, part });
    const row = { ...values, gradedAt: now };
    const saved = db.orm
      .insert(partGrade)
      .values(row)
      .onConflictDoUpdate({ target: [partGrade.teamId, partGrade.part], set: row })
      .returning()
      .get();
    const amount = points - (before?.points ?? 0);
    insertLedgerLine(db, {
      courseId,
      teamId,
      kind: "grade-changed",
      subjectId: part,
      amount,
      why,
      actor: gradedBy,
      at: now,
    });
    insertChange(db, { courseId, teamId, topic: "grade", subjectId: part, at: now });
    return partGradeRow.parse(saved);
  });
}

export function selectPartGrades(db: Database, teamId: string): PartGrade[] {
  const rows = db.orm.select().from(partGrade).where(eq(partGrade.teamId, teamId)).orderBy(asc(partGrade.part)).all();
  return rows.map((row) => partGradeRow.parse(row));
}

function selectOptionalPartGrade(
  db: Database,
  { teamId, part }: { teamId: string; part: string },
): PartGrade | undefined {
  const row = db.orm
    .select()
    .from(partGrade)
    .where(and(eq(partGrade.teamId, teamId), eq(partGrade.part, part)))
    .get();
  return row && partGradeRow.parse(row);
}
