import { type NoticeFacts, noticeMailStates, noticeTopics } from "@gradmark/contract";
import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { course } from "./course.ts";
import { user } from "./user.ts";

/** One row for each person who is told; `cause` keeps one cause from telling the same person twice. */
export const notice = sqliteTable(
  "notice",
  {
    id: text().primaryKey(),
    courseId: text()
      .notNull()
      .references(() => course.id),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    facts: text({ mode: "json" }).$type<NoticeFacts>().notNull(),
    cause: text().notNull(),
    onPage: integer({ mode: "boolean" }).notNull(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
    readAt: integer({ mode: "timestamp_ms" }),
  },
  (table) => [
    unique("notice_cause").on(table.userId, table.cause),
    index("notice_user").on(table.userId, table.onPage, table.createdAt),
  ],
);

/** The outbox. */
export const noticeMail = sqliteTable(
  "notice_mail",
  {
    id: text().primaryKey(),
    noticeId: text()
      .notNull()
      .references(() => notice.id, { onDelete: "cascade" }),
    to: text().notNull(),
    state: text({ enum: noticeMailStates }).notNull(),
    attempts: integer().notNull(),
    notBefore: integer({ mode: "timestamp_ms" }).notNull(),
    leaseUntil: integer({ mode: "timestamp_ms" }),
    sentAt: integer({ mode: "timestamp_ms" }),
    failure: text(),
    createdAt: integer({ mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("notice_mail_due").on(table.state, table.notBefore)],
);

/** What a person chose; without a row the defaults of the contract hold. */
export const noticePreference = sqliteTable(
  "notice_preference",
  {
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    topic: text({ enum: noticeTopics }).notNull(),
    page: integer({ mode: "boolean" }).notNull(),
    mail: integer({ mode: "boolean" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.topic] })],
);
