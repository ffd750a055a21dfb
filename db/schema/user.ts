import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Accounts, in the columns that better-auth 1.7 reads and writes; `role` is ours. */
export const user = sqliteTable("user", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer({ mode: "boolean" }).notNull().default(false),
  image: text(),
  role: text().notNull().default("member"),
  createdAt: integer({ mode: "timestamp_ms" }).notNull(),
  updatedAt: integer({ mode: "timestamp_ms" }).notNull(),
});
