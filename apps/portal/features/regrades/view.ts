import type { RegradeRequest } from "@gradmark/contract";

/** What a team sees of its own request. Who answered is the staff as a whole: no grader is named to students. */
export interface OwnRegrade {
  id: string;
  part: string;
  text: string;
  state: RegradeRequest["state"];
  answer: string;
  pointsBefore: number | null;
  pointsAfter: number | null;
  askedAt: Date;
  answeredAt: Date | null;
}

export function viewOwnRegrade(request: RegradeRequest): OwnRegrade {
  const { id, part, text, state, answer, pointsBefore, pointsAfter, askedAt, answeredAt } = request;
  return { id, part, text, state, answer, pointsBefore, pointsAfter, askedAt, answeredAt };
}
