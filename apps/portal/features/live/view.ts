import type { ChangeTopic } from "@gradmark/contract";

/** Which questions (routers, by name) have new answers after a change. */
export const routersByTopic: Record<ChangeTopic, readonly string[]> = {
  course: ["course", "board", "submit", "handIn", "result"],
  team: ["course", "team", "board"],
  entry: ["course", "entries", "submit", "board", "handIn", "precheck"],
  "hand-in": ["course", "handIn", "precheck", "result"],
  job: ["entries", "handIn", "precheck", "result"],
  answer: ["course", "gradients", "result"],
  grade: ["result", "feedback", "staff", "regrades", "changes", "graders"],
  notice: ["notices", "announcements"],
  question: ["questions"],
};

/** Whether a cached question belongs to one of the routers; tRPC's keys begin with the procedure's path. */
export function isAnswerOf(queryKey: readonly unknown[], routers: ReadonlySet<string>): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && routers.has(String(path[0]));
}
