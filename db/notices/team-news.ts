import type { HandIn, TeamRequest } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { selectTeam } from "../queries/team.ts";
import { countTeamMembers, selectTeamMembers, selectTeamRole } from "../queries/team-member.ts";
import { selectPerson } from "../queries/user.ts";
import { tellPeople, tellTeam } from "./tell.ts";

/** Tells a team that it takes part now, or no longer, since members are missing. */
export function tellAdmission(
  db: Database,
  { teamId, minSize, now }: { teamId: string; minSize: number; now: Date },
): void {
  const { name: team, admittedAt } = selectTeam(db, teamId);
  const members = countTeamMembers(db, teamId);
  const facts = admittedAt
    ? ({ kind: "team-admitted", team, members } as const)
    : ({ kind: "team-incomplete", team, missing: minSize - members } as const);
  tellTeam(db, { teamId, facts, now });
}

/** Tells a team who came or left; whoever did it knows. */
export function tellMove(
  db: Database,
  { kind, teamId, userId, now }: { kind: "team-joined" | "team-left"; teamId: string; userId: string; now: Date },
): void {
  const facts = { kind, team: selectTeam(db, teamId).name, who: selectPerson(db, userId).name };
  tellTeam(db, { teamId, except: userId, facts, now });
}

/** Tells a person that the captain took them out of the team. */
export function tellRemoved(
  db: Database,
  { teamId, userId, now }: { teamId: string; userId: string; now: Date },
): void {
  const { name: team, courseId } = selectTeam(db, teamId);
  tellPeople(db, [selectPerson(db, userId)], { courseId, facts: { kind: "team-removed", team }, now });
}

/** Tells all members of the team that two became. */
export function tellMerged(
  db: Database,
  { fromId, intoId, actor, now }: { fromId: string; intoId: string; actor: string; now: Date },
): void {
  const facts = { kind: "team-merged", team: selectTeam(db, intoId).name, from: selectTeam(db, fromId).name } as const;
  tellTeam(db, { teamId: intoId, except: actor, facts, now });
}

/** Tells the captain of a team who wants to come in: the captain decides. */
export function tellAsked(db: Database, { id, teamId, courseId, askedBy, fromTeamId, askedAt }: TeamRequest): void {
  const captains = selectTeamMembers(db, teamId).filter(
    ({ id: userId }) => selectTeamRole(db, { teamId, userId }) === "captain",
  );
  const from = fromTeamId === null ? null : selectTeam(db, fromTeamId).name;
  const facts = {
    kind: "team-asked",
    team: selectTeam(db, teamId).name,
    who: selectPerson(db, askedBy).name,
    from,
  } as const;
  tellPeople(db, captains, { courseId, facts, cause: `asked:${id}`, now: askedAt });
}

/** Tells whoever asked what the captain decided. */
export function tellDecided(db: Database, { id, teamId, courseId, askedBy, state }: TeamRequest, now: Date): void {
  const kind = state === "accepted" ? "request-accepted" : "request-declined";
  const facts = { kind, team: selectTeam(db, teamId).name } as const;
  tellPeople(db, [selectPerson(db, askedBy)], { courseId, facts, cause: `decided:${id}`, now });
}

/** The receipt: what was handed in, with the hashes by which it is known for good. */
export function tellHandedIn(db: Database, handIn: HandIn): void {
  const { id, teamId, script, report, models, link, finalEntryId, submittedAt } = handIn;
  const files = [script, ...(report ? [report] : []), ...models].map(({ name, sha256, bytes }) => ({
    name,
    sha256,
    bytes,
  }));
  const { name: team } = selectTeam(db, teamId);
  const facts = { kind: "handed-in", handInId: id, team, files, link: link?.url ?? null, finalEntryId } as const;
  tellTeam(db, { teamId, facts, cause: `handed-in:${id}`, now: submittedAt });
}
