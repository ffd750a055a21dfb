import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";

/** Who belongs to a course by the list of the university, with or without an account; `email` is in lower case. */
export const rosterPerson = sqliteTable(
  "roster_person",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    email: text().notNull(),
    name: text().notNull(),
    studentId: text(),
    teamName: text(),
    addedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.email] }), index("roster_person_email").on(table.email)],
);
