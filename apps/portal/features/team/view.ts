import type { Course, Person, Team, TeamRequest, TeamRole } from "@gradmark/contract";

export interface TeamCard {
  name: string;
  inviteCode: string;
  /** Since when the team takes part in the competition; null while members are missing. */
  admittedAt: Date | null;
  members: MemberCard[];
  /** Whether a try was used or something handed in: nobody leaves from then on. */
  started: boolean;
  requests: RequestCard[];
}

export interface MemberCard {
  id: string;
  name: string;
  email: string;
  role: TeamRole;
  isReader: boolean;
}

/** Who wants to come in: a person, or a whole team with its captain. */
export interface RequestCard {
  id: string;
  name: string;
  email: string;
  team: string | null;
  askedAt: Date;
}

/** What the reader asked and nobody has decided yet. */
export interface AskedCard {
  id: string;
  team: string;
  askedAt: Date;
}

interface Insight {
  members: { person: Person; role: TeamRole }[];
  requests: { request: TeamRequest; person: Person; team: Team | null }[];
  started: boolean;
}

/** A team as its own members see it; nobody else may have its invite code. */
export function viewTeam(team: Team, { members, requests, started }: Insight, reader: Person): TeamCard {
  return {
    name: team.name,
    inviteCode: team.inviteCode,
    admittedAt: team.admittedAt,
    started,
    members: members.map(({ person: { id, name, email }, role }) => ({
      id,
      name,
      email,
      role,
      isReader: id === reader.id,
    })),
    requests: requests.map(({ request, person, team: from }) => ({
      id: request.id,
      name: person.name,
      email: person.email,
      team: from?.name ?? null,
      askedAt: request.askedAt,
    })),
  };
}

export interface TeamRules {
  min: number;
  max: number;
  /** From when on teams are fixed; equal to the deadline when the kit names no earlier day. */
  locksAt: Date;
  locked: boolean;
}

export function viewRules(course: Course, { locksAt, now }: { locksAt: Date; now: Date }): TeamRules {
  return {
    min: course.kit.team.minSize,
    max: course.kit.team.maxSize,
    locksAt,
    locked: now >= locksAt || course.state === "closed" || course.state === "revealed" || course.state === "archived",
  };
}

/** The bytes of a name in UTF-8, as two hexadecimal digits each. */
export function nameBytes(name: string): string[] {
  return Array.from(new TextEncoder().encode(name), (byte) => byte.toString(16).padStart(2, "0"));
}
