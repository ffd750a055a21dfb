import {
  type Course,
  type CourseSettings,
  type CourseState,
  course as courseRow,
  courseSettings,
  type Kit,
} from "@gradmark/contract";
import { asc, eq } from "drizzle-orm";
import { type Database, inTransaction } from "../database.ts";
import { tellReleased } from "../notices/result-news.ts";
import { course } from "../schema/course.ts";
import { insertChange } from "./change.ts";
import { insertLedgerLine } from "./ledger.ts";

/** A new course in state `draft`. Throws when the slug is taken: ask `selectOptionalCourseBySlug` first. */
export function insertCourse(
  db: Database,
  values: {
    slug: string;
    name: string;
    kit: Kit;
    seed: string;
    opensAt: Date;
    deadline: Date;
    timeZone: string;
    now: Date;
  },
): Course {
  const { now, ...rest } = values;
  const row = db.orm
    .insert(course)
    .values({ ...rest, id: db.newId(), state: "draft", createdAt: now })
    .returning()
    .get();
  return courseRow.parse(row);
}

export function selectCourse(db: Database, id: string): Course {
  const row = db.orm.select().from(course).where(eq(course.id, id)).get();
  if (!row) throw new Error(`There is no course ${id}.`);
  return courseRow.parse(row);
}

export function selectOptionalCourseBySlug(db: Database, slug: string): Course | undefined {
  const row = db.orm.select().from(course).where(eq(course.slug, slug)).get();
  return row && courseRow.parse(row);
}

export function selectCourses(db: Database): Course[] {
  const rows = db.orm.select().from(course).orderBy(asc(course.createdAt)).all();
  return rows.map((row) => courseRow.parse(row));
}

/** Moves a course on (or back) and says so in the ledger. */
export function updateCourseState(
  db: Database,
  { courseId, state, why, actor, now }: { courseId: string; state: CourseState; why: string; actor: string; now: Date },
): Course {
  return inTransaction(db, () => {
    db.orm.update(course).set({ state }).where(eq(course.id, courseId)).run();
    recordCourseChange(db, { courseId, kind: "state-changed", why, actor, now });
    if (state === "revealed") tellReleased(db, { courseId, part: null, cause: `revealed:${courseId}`, now });
    return selectCourse(db, courseId);
  });
}

/** Another deadline for everybody, with the reason in the ledger. */
export function updateCourseDeadline(
  db: Database,
  { courseId, deadline, why, actor, now }: { courseId: string; deadline: Date; why: string; actor: string; now: Date },
): Course {
  return inTransaction(db, () => {
    db.orm.update(course).set({ deadline }).where(eq(course.id, courseId)).run();
    recordCourseChange(db, { courseId, kind: "deadline-changed", why, actor, now });
    return selectCourse(db, courseId);
  });
}

/**
 * Changes those parts of a course's settings that are given, each as a whole, with the reason in the ledger. Read them
 * as `settings` of the course.
 */
export function updateCourseSettings(
  db: Database,
  request: { courseId: string; change: Partial<CourseSettings>; why: string; actor: string; now: Date },
): Course {
  const { courseId, change, why, actor, now } = request;
  return inTransaction(db, () => {
    const settings = courseSettings.parse({ ...selectCourse(db, courseId).settings, ...change });
    db.orm.update(course).set({ settings }).where(eq(course.id, courseId)).run();
    recordCourseChange(db, { courseId, kind: "settings-changed", why, actor, now });
    return selectCourse(db, courseId);
  });
}

function recordCourseChange(
  db: Database,
  line: {
    courseId: string;
    kind: "state-changed" | "deadline-changed" | "settings-changed";
    why: string;
    actor: string;
    now: Date;
  },
): void {
  const { courseId, kind, why, actor, now } = line;
  insertLedgerLine(db, { courseId, teamId: null, kind, subjectId: courseId, amount: 0, why, actor, at: now });
  insertChange(db, { courseId, teamId: null, topic: "course", subjectId: courseId, at: now });
}
