import type { Course, Person, Team } from "@gradmark/contract";

export interface TeamCard {
  name: string;
  inviteCode: string;
  admitted: boolean;
  members: { name: string; email: string; isReader: boolean }[];
}

/** A team as its own members see it; nobody else may have its invite code. */
export function viewTeam(team: Team, members: Person[], reader: Person): TeamCard {
  return {
    name: team.name,
    inviteCode: team.inviteCode,
    admitted: team.admittedAt !== null,
    members: members.map(({ id, name, email }) => ({ name, email, isReader: id === reader.id })),
  };
}

export function viewSizes({ kit }: Course): { min: number; max: number } {
  return { min: kit.team.minSize, max: kit.team.maxSize };
}

/** The bytes of a name in UTF-8, as two hexadecimal digits each. */
export function nameBytes(name: string): string[] {
  return Array.from(new TextEncoder().encode(name), (byte) => byte.toString(16).padStart(2, "0"));
}
