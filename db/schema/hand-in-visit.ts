import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { handIn } from "./hand-in.ts";
import { user } from "./user.ts";

/** Who has a hand-in open in the workspace: the page says so again and again, and is forgotten when it stops. */
export const handInVisit = sqliteTable(
  "hand_in_visit",
  {
    handInId: text()
      .notNull()
      .references(() => handIn.id),
    userId: text()
      .notNull()
      .references(() => user.id),
    since: integer({ mode: "timestamp_ms" }).notNull(),
    seenAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.handInId, table.userId] })],
);
