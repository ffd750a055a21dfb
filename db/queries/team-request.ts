import { teamRequest as requestRow, type TeamRequest, type TeamRequestState } from "@gradmark/contract";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../database.ts";
import { teamRequest } from "../schema/team-request.ts";
import { insertChange } from "./change.ts";

/** The row alone; `askTeam` checks first. */
export function insertTeamRequestRow(
  db: Database,
  values: Pick<TeamRequest, "courseId" | "teamId" | "askedBy" | "fromTeamId">,
  now: Date,
): TeamRequest {
  const row = db.orm
    .insert(teamRequest)
    .values({ ...values, id: db.newId(), state: "open", askedAt: now })
    .returning()
    .get();
  noteRequest(db, row, now);
  return requestRow.parse(row);
}

export function selectOptionalTeamRequest(db: Database, id: string): TeamRequest | undefined {
  const row = db.orm.select().from(teamRequest).where(eq(teamRequest.id, id)).get();
  return row && requestRow.parse(row);
}

/** What a team was asked and has not decided, oldest first. */
export function selectOpenRequestsTo(db: Database, teamId: string): TeamRequest[] {
  const open = and(eq(teamRequest.teamId, teamId), eq(teamRequest.state, "open"));
  const rows = db.orm.select().from(teamRequest).where(open).orderBy(asc(teamRequest.askedAt)).all();
  return rows.map((row) => requestRow.parse(row));
}

/** What a person asked in a course and nobody has decided. */
export function selectOpenRequestsOf(
  db: Database,
  { courseId, userId }: { courseId: string; userId: string },
): TeamRequest[] {
  const rows = db.orm
    .select()
    .from(teamRequest)
    .where(and(eq(teamRequest.courseId, courseId), eq(teamRequest.askedBy, userId), eq(teamRequest.state, "open")))
    .orderBy(asc(teamRequest.askedAt))
    .all();
  return rows.map((row) => requestRow.parse(row));
}

export function updateTeamRequest(
  db: Database,
  { id, state, decidedBy, now }: { id: string; state: TeamRequestState; decidedBy: string; now: Date },
): TeamRequest {
  const row = db.orm
    .update(teamRequest)
    .set({ state, decidedBy, decidedAt: now })
    .where(eq(teamRequest.id, id))
    .returning()
    .get();
  if (!row) throw new Error(`There is no request ${id}.`);
  noteRequest(db, row, now);
  return requestRow.parse(row);
}

/** Withdraws what lost its object: whoever is in a team now asks no other, and a team that is gone is asked nothing. */
export function withdrawRequests(
  db: Database,
  { courseId, by, teamId, now }: { courseId: string; by: readonly string[]; teamId?: string; now: Date },
): void {
  const lost = [
    ...by.flatMap((userId) => selectOpenRequestsOf(db, { courseId, userId })),
    ...(teamId === undefined ? [] : selectOpenRequestsTo(db, teamId)),
    ...(teamId === undefined ? [] : selectOpenRequestsFrom(db, teamId)),
  ];
  for (const { id, askedBy } of lost) updateTeamRequest(db, { id, state: "withdrawn", decidedBy: askedBy, now });
}

function selectOpenRequestsFrom(db: Database, teamId: string): TeamRequest[] {
  const open = and(eq(teamRequest.fromTeamId, teamId), eq(teamRequest.state, "open"));
  return db.orm
    .select()
    .from(teamRequest)
    .where(open)
    .all()
    .map((row) => requestRow.parse(row));
}

/** The asked team sees it come; the asking person's page listens to the course, which says no more than that. */
function noteRequest(db: Database, row: { courseId: string; teamId: string }, now: Date): void {
  const { courseId, teamId } = row;
  insertChange(db, { courseId, teamId, topic: "team", subjectId: teamId, at: now });
  insertChange(db, { courseId, teamId: null, topic: "team", subjectId: courseId, at: now });
}
