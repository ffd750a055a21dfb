import type { Course, TeamRequest } from "@gradmark/contract";
import { type Database, inTransaction } from "../database.ts";
import { tellAsked, tellDecided } from "../notices/team-news.ts";
import { selectCourse } from "../queries/course.ts";
import { selectOptionalTeamOf, selectTeam } from "../queries/team.ts";
import { countTeamMembers } from "../queries/team-member.ts";
import {
  insertTeamRequestRow,
  selectOpenRequestsTo,
  selectOptionalTeamRequest,
  updateTeamRequest,
} from "../queries/team-request.ts";
import { joinTeam } from "./create-team.ts";
import { mergeRefusal, mergeTeams } from "./merge-teams.ts";
import { captainRefusal, refused, type TeamRefused, teamsRefusal } from "./team-refusal.ts";

type Asked = { ok: true; request: TeamRequest } | TeamRefused;

/** A person without a team asks to be taken in; a captain asks for the whole team, which would become part of the asked one. */
export function askTeam(db: Database, { teamId, userId, now }: { teamId: string; userId: string; now: Date }): Asked {
  return inTransaction(db, () => {
    const { courseId } = selectTeam(db, teamId);
    const course = selectCourse(db, courseId);
    const own = selectOptionalTeamOf(db, { courseId, userId });
    const unable = own
      ? (captainRefusal(db, { course, teamId: own.id, userId, now }) ??
        mergeRefusal(db, { course, fromId: own.id, intoId: teamId, now }))
      : joinRefusal(db, { course, teamId, now });
    if (unable) return refused(unable);
    const known = selectOpenRequestsTo(db, teamId).find(({ askedBy }) => askedBy === userId);
    const asked = { courseId, teamId, askedBy: userId, fromTeamId: own?.id ?? null };
    if (known) return { ok: true, request: known };
    const request = insertTeamRequestRow(db, asked, now);
    tellAsked(db, request);
    return { ok: true, request };
  });
}

function joinRefusal(db: Database, { course, teamId, now }: { course: Course; teamId: string; now: Date }) {
  const fixed = teamsRefusal(course, now);
  if (fixed) return fixed;
  return countTeamMembers(db, teamId) >= course.kit.team.maxSize ? "team-full" : null;
}

/** The captain of the asked team decides. What was possible when it was asked is checked again. */
export function decideTeamRequest(
  db: Database,
  { requestId, accept, by, now }: { requestId: string; accept: boolean; by: string; now: Date },
): Asked {
  return inTransaction(db, () => {
    const request = selectOptionalTeamRequest(db, requestId);
    if (request?.state !== "open") return refused("no-request");
    const { teamId, courseId, fromTeamId, askedBy } = request;
    const course = selectCourse(db, courseId);
    const unable = captainRefusal(db, { course, teamId, userId: by, now });
    if (unable) return refused(unable === "not-in-team" ? "no-request" : unable);
    const decided = { id: requestId, decidedBy: by, now };
    if (!accept) return { ok: true, request: tellDecision(db, { ...decided, state: "declined" }) };
    const done =
      fromTeamId === null
        ? joinTeam(db, { teamId, userId: askedBy, now })
        : mergeTeams(db, { course, fromId: fromTeamId, intoId: teamId, actor: by, now });
    // Whoever joins withdraws all that is still open, this too: said last, it stays accepted.
    return done.ok ? { ok: true, request: tellDecision(db, { ...decided, state: "accepted" }) } : done;
  });
}

function tellDecision(db: Database, decision: Parameters<typeof updateTeamRequest>[1]): TeamRequest {
  const request = updateTeamRequest(db, decision);
  tellDecided(db, request, decision.now);
  return request;
}

/** Whoever asked takes it back. */
export function withdrawTeamRequest(
  db: Database,
  { requestId, by, now }: { requestId: string; by: string; now: Date },
): Asked {
  return inTransaction(db, () => {
    const request = selectOptionalTeamRequest(db, requestId);
    if (request?.state !== "open" || request.askedBy !== by) return refused("no-request");
    return { ok: true, request: updateTeamRequest(db, { id: requestId, state: "withdrawn", decidedBy: by, now }) };
  });
}
