import { type GradeProposal, gradeProposal as proposalRow } from "@gradmark/contract";
import { desc, eq, getTableColumns } from "drizzle-orm";
import type { Database } from "../database.ts";
import { gradeProposal } from "../schema/grade-proposal.ts";

export function insertProposal(
  db: Database,
  values: Pick<GradeProposal, "courseId" | "title" | "why" | "change" | "moves" | "createdBy">,
  now: Date,
): GradeProposal {
  const row = db.orm
    .insert(gradeProposal)
    .values({ ...values, id: db.newId(), state: "open", createdAt: now })
    .returning()
    .get();
  return proposalRow.parse(row);
}

export function selectOptionalProposal(db: Database, id: string): GradeProposal | undefined {
  const row = db.orm.select().from(gradeProposal).where(eq(gradeProposal.id, id)).get();
  return row && proposalRow.parse(row);
}

/** The proposals of a course, newest first, without what they hold. */
export function selectProposals(db: Database, courseId: string): Omit<GradeProposal, "change" | "inverse">[] {
  const { change: _, inverse: __, ...columns } = getTableColumns(gradeProposal);
  const rows = db.orm
    .select(columns)
    .from(gradeProposal)
    .where(eq(gradeProposal.courseId, courseId))
    .orderBy(desc(gradeProposal.createdAt), desc(gradeProposal.id))
    .all();
  return rows.map((row) => proposalRow.omit({ change: true, inverse: true }).parse(row));
}

export function updateProposal(
  db: Database,
  id: string,
  values: Partial<Pick<GradeProposal, "moves" | "state" | "inverse" | "decidedBy" | "decidedAt">>,
): GradeProposal {
  const row = db.orm.update(gradeProposal).set(values).where(eq(gradeProposal.id, id)).returning().get();
  if (!row) throw new Error(`There is no proposal ${id}.`);
  return proposalRow.parse(row);
}
