import { uploadRoles } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Files of a hand-in before it is handed in: the check-list survives a closed browser. */
export const upload = sqliteTable(
  "upload",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    role: text({ enum: uploadRoles }).notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    bytes: integer().notNull(),
    uploadedBy: text()
      .notNull()
      .references(() => user.id),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("upload_team").on(table.teamId, table.role)],
);
