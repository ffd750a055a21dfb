import { courseRoles } from "@gradmark/contract";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

export const courseMember = sqliteTable(
  "course_member",
  {
    courseId: text()
      .notNull()
      .references(() => course.id),
    userId: text()
      .notNull()
      .references(() => user.id),
    role: text({ enum: courseRoles }).notNull(),
    parts: text({ mode: "json" }).$type<string[]>(),
    joinedAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.courseId, table.userId] }), index("course_member_user").on(table.userId)],
);
