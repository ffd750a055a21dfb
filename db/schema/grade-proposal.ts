import { type GradeMove, type ProposedChange, proposalStates } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** Changes of grades: shown first, then applied or discarded as a whole, and undone by their inverse. */
export const gradeProposal = sqliteTable(
  "grade_proposal",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    title: text().notNull(),
    why: text().notNull(),
    change: text({ mode: "json" }).$type<ProposedChange>().notNull(),
    moves: text({ mode: "json" }).$type<GradeMove[]>().notNull(),
    state: text({ enum: proposalStates }).notNull(),
    inverse: text({ mode: "json" }).$type<ProposedChange>(),
    createdBy: text()
      .notNull()
      .references(() => user.id),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    decidedBy: text().references(() => user.id),
    decidedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("grade_proposal_course").on(table.courseId, table.createdAt)],
);
