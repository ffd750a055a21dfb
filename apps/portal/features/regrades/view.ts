import type { RegradeRequest } from "@gradmark/contract";

/** A request as the staff sees it; points in hundredths. */
export interface RegradeView {
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

export function viewRegrade(request: RegradeRequest): RegradeView {
  const { id, part, text, state, answer, pointsBefore, pointsAfter, askedAt, answeredAt } = request;
  return { id, part, text, state, answer, pointsBefore, pointsAfter, askedAt, answeredAt };
}
