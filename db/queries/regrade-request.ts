import { type RegradeRequest, regradeRequest as requestRow } from "@gradmark/contract";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { regradeRequest } from "../schema/regrade-request.ts";
import { insertChange } from "./change.ts";

/** The row alone; `askRegrade` checks the window first. */
export function insertRegradeRow(
  db: Database,
  values: Pick<RegradeRequest, "courseId" | "teamId" | "handInId" | "part" | "askedBy" | "text">,
  now: Date,
): RegradeRequest {
  const row = db.orm
    .insert(regradeRequest)
    .values({ ...values, id: db.newId(), state: "open", answer: "", askedAt: now })
    .returning()
    .get();
  note(db, row, now);
  return requestRow.parse(row);
}

export function selectOptionalRegrade(db: Database, id: string): RegradeRequest | undefined {
  const row = db.orm.select().from(regradeRequest).where(eq(regradeRequest.id, id)).get();
  return row && requestRow.parse(row);
}

/** Requests of a course, or of one team, oldest first. */
export function selectRegrades(
  db: Database,
  { courseId, teamId }: { courseId: string; teamId?: string },
): RegradeRequest[] {
  const rows = db.orm
    .select()
    .from(regradeRequest)
    .where(
      and(eq(regradeRequest.courseId, courseId), teamId === undefined ? undefined : eq(regradeRequest.teamId, teamId)),
    )
    .orderBy(asc(regradeRequest.askedAt), asc(regradeRequest.id))
    .all();
  return rows.map((row) => requestRow.parse(row));
}

export function updateRegrade(
  db: Database,
  id: string,
  values: Partial<
    Pick<RegradeRequest, "state" | "answer" | "pointsBefore" | "pointsAfter" | "answeredBy" | "answeredAt">
  >,
  now: Date,
): RegradeRequest {
  const row = db.orm.update(regradeRequest).set(values).where(eq(regradeRequest.id, id)).returning().get();
  if (!row) throw new Error(`There is no regrade request ${id}.`);
  note(db, row, now);
  return requestRow.parse(row);
}

function note(db: Database, row: { courseId: string; teamId: string; part: string }, now: Date): void {
  insertChange(db, { courseId: row.courseId, teamId: row.teamId, topic: "grade", subjectId: row.part, at: now });
}
