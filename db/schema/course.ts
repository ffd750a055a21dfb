import { type CourseSettings, courseStates, type Kit } from "@gradmark/contract";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** `kit` is a snapshot: a later change of the kit's files does not change a running course. */
export const course = sqliteTable("course", {
  id: text().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  kit: text({ mode: "json" }).$type<Kit>().notNull(),
  seed: text().notNull(),
  state: text({ enum: courseStates }).notNull(),
  opensAt: integer({ mode: "timestamp_ms" }).notNull(),
  deadline: integer({ mode: "timestamp_ms" }).notNull(),
  timeZone: text().notNull(),
  settings: text({ mode: "json" }).$type<Partial<CourseSettings>>().notNull().default({}),
  createdAt: integer({ mode: "timestamp_ms" }).notNull(),
});
