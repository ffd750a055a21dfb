import { type CommentPlace, commentAudiences } from "@gradmark/contract";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { handIn } from "./hand-in.ts";
import { team } from "./team.ts";
import { user } from "./user.ts";

/** Remarks on a hand-in. A deleted one stays, so that what was said can be told. */
export const handInComment = sqliteTable(
  "hand_in_comment",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    teamId: text()
      .notNull()
      .references(() => team.id),
    handInId: text()
      .notNull()
      .references(() => handIn.id),
    part: text().notNull(),
    authorId: text()
      .notNull()
      .references(() => user.id),
    audience: text({ enum: commentAudiences }).notNull(),
    place: text({ mode: "json" }).$type<CommentPlace>().notNull(),
    text: text().notNull(),
    version: integer().notNull(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    editedAt: integer({ mode: "timestamp_ms" }),
    deletedAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [index("hand_in_comment_hand_in").on(table.handInId)],
);
