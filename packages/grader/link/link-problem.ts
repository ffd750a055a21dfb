import type { LinkProblem } from "@gradmark/contract";

/** Another try later may end otherwise. */
const passing = new Set<LinkProblem["code"]>(["link-unreachable", "link-too-slow", "link-damaged"]);

export function linkProblem(code: LinkProblem["code"], message: string): LinkProblem {
  return { code, message, passing: passing.has(code) };
}

/** Carries a problem through streams and callbacks, which have nobody to return a value to. */
export class LinkStopped extends Error {
  readonly problem: LinkProblem;
  constructor(problem: LinkProblem) {
    super(problem.message);
    this.name = "LinkStopped";
    this.problem = problem;
  }
}
