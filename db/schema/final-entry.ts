import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { entry } from "./entry.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** The entries that a team chose to be judged by. */
export const finalEntry = sqliteTable(
  "final_entry",
  {
    teamId: text()
      .notNull()
      .references(() => team.id),
    entryId: text()
      .notNull()
      .references(() => entry.id),
    chosenBy: text().references(() => user.id),
    chosenAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.entryId] }), index("final_entry_entry").on(table.entryId)],
);
