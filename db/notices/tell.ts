import { type CourseRole, defaultChannels, type NoticeFacts, topicOf } from "@gradmark/contract";
import { and, eq, inArray } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { insertChange } from "../queries/change.ts";
import { selectCourseMembers } from "../queries/course-member.ts";
import { selectTeam } from "../queries/team.ts";
import { selectTeamMembers } from "../queries/team-member.ts";
import { notice, noticeMail, noticePreference } from "../schema/notice.ts";

/** What is told about a course; the same `cause` tells nobody twice, and without one each call is a cause of its own. */
export interface Telling {
  courseId: string;
  facts: NoticeFacts;
  cause?: string;
  now: Date;
}

interface Listener {
  id: string;
  email: string;
}

/**
 * Tells people, each by the channels that they chose for the topic. Call it inside the transaction that causes it: so
 * nobody hears of what did not happen, and nobody misses what did.
 */
export function tellPeople(db: Database, people: readonly Listener[], telling: Telling): void {
  if (people.length === 0) return;
  const { courseId, now } = telling;
  inTransaction(db, () => {
    const told = inPortions(people).flatMap((some) => writeNotices(db, some, telling));
    // Beyond a class's handful one note for all is cheaper than one for each: it carries no content.
    const audience = told.length > mostSingleNotes ? [null] : told;
    for (const userId of audience)
      insertChange(db, {
        courseId,
        teamId: null,
        userId,
        topic: "notice",
        subjectId: userId ?? courseId,
        at: now,
      });
  });
}

const mostSingleNotes = 20;

/** Tells every member of a team, but whoever did it. */
export function tellTeam(
  db: Database,
  { teamId, except, ...telling }: Omit<Telling, "courseId"> & { teamId: string; except?: string | undefined },
): void {
  const listeners = selectTeamMembers(db, teamId).filter(({ id }) => id !== except);
  tellPeople(db, listeners, { ...telling, courseId: selectTeam(db, teamId).courseId });
}

/** Tells everybody in a course who has one of the roles. */
export function tellCourse(db: Database, roles: readonly CourseRole[], telling: Telling): void {
  const listeners = selectCourseMembers(db, telling.courseId).filter(({ role }) => roles.includes(role));
  tellPeople(
    db,
    listeners.map(({ person }) => person),
    telling,
  );
}

/** SQLite takes some 32,000 values in one statement. */
function inPortions<T>(list: readonly T[]): T[][] {
  const size = 500;
  return Array.from({ length: Math.ceil(list.length / size) }, (_, k) => list.slice(k * size, (k + 1) * size));
}

/** Who got a new notice on the page. */
function writeNotices(db: Database, people: Listener[], { courseId, facts, cause, now }: Telling): string[] {
  const chosen = selectChosenChannels(db, people, facts);
  const wanted = people.flatMap(({ id: userId, email }) => {
    const { page, mail } = chosen.get(userId) ?? defaultChannels(topicOf(facts.kind));
    return page || mail ? [{ id: db.newId(), userId, email, page, mail }] : [];
  });
  if (wanted.length === 0) return [];
  const written = db.orm
    .insert(notice)
    .values(
      wanted.map(({ id, userId, page }) => {
        return { id, courseId, userId, facts, cause: cause ?? id, onPage: page, createdAt: now };
      }),
    )
    .onConflictDoNothing({ target: [notice.userId, notice.cause] })
    .returning({ id: notice.id })
    .all();
  const fresh = new Set(written.map(({ id }) => id));
  const told = wanted.filter(({ id }) => fresh.has(id));
  enqueueMails(
    db,
    told.filter(({ mail }) => mail),
    now,
  );
  return told.filter(({ page }) => page).map(({ userId }) => userId);
}

function selectChosenChannels(db: Database, people: Listener[], facts: NoticeFacts) {
  const rows = db.orm
    .select()
    .from(noticePreference)
    .where(
      and(
        eq(noticePreference.topic, topicOf(facts.kind)),
        inArray(
          noticePreference.userId,
          people.map(({ id }) => id),
        ),
      ),
    )
    .all();
  return new Map(rows.map(({ userId, page, mail }) => [userId, { page, mail }]));
}

function enqueueMails(db: Database, notices: { id: string; email: string }[], now: Date): void {
  if (notices.length === 0) return;
  const waiting = { state: "waiting" as const, attempts: 0, notBefore: now, createdAt: now };
  db.orm
    .insert(noticeMail)
    .values(notices.map(({ id, email }) => ({ ...waiting, id: db.newId(), noticeId: id, to: email })))
    .run();
}
