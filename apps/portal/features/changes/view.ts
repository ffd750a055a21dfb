import type { GradeMove, GradeProposal } from "@gradmark/contract";

/** Whose points move, with names. Hundredths. */
export interface MoveView {
  team: string;
  member: string | null;
  before: number | null;
  after: number | null;
  why: string[];
}

export interface ProposalView {
  id: string;
  title: string;
  why: string;
  state: GradeProposal["state"];
  by: string;
  createdAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  moves: MoveView[];
}

type Summary = Omit<GradeProposal, "change" | "inverse">;

/** @param teams and `people` names by id */
export function viewProposal(
  { id, title, why, state, createdBy, createdAt, decidedBy, decidedAt, moves }: Summary,
  teams: Map<string, string>,
  people: Map<string, string>,
): ProposalView {
  const by = people.get(createdBy) ?? "somebody";
  return {
    id,
    title,
    why,
    state,
    by,
    createdAt,
    decidedBy: decidedBy && (people.get(decidedBy) ?? "somebody"),
    decidedAt,
    moves: moves.map((move) => viewMove(move, teams, people)),
  };
}

function viewMove(
  { teamId, userId, before, after, why }: GradeMove,
  teams: Map<string, string>,
  people: Map<string, string>,
): MoveView {
  const member = userId && (people.get(userId) ?? "a member");
  return { team: teams.get(teamId) ?? "a team that has gone", member, before, after, why };
}
