import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** Comments that the graders of a course share. A retired one is offered no more. */
export const pooledComment = sqliteTable(
  "pooled_comment",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    part: text().notNull(),
    text: text().notNull(),
    item: text(),
    uses: integer().notNull().default(0),
    createdBy: text()
      .notNull()
      .references(() => user.id),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    retiredAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("pooled_comment_part").on(table.courseId, table.part)],
);
