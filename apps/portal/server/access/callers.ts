/** Everybody who may ask the portal for something, as the matrix plays them. The course is “pocket”. */
export const callers = [
  "nobody",
  /** Signed in, in no course. */
  "stranger",
  /** A student of another course, captain of a team there. */
  "elsewhere",
  /** The owner of another course. */
  "dean",
  /** Administers the house, and is in no course. */
  "admin",
  /** A student of the course without a team. */
  "loner",
  /** Captain of another team. */
  "rival",
  /** In Team A. */
  "member",
  /** Of Team A. */
  "captain",
  "observer",
  /** Grades a part of which nothing was handed in. */
  "grader",
  "ta",
  "owner",
] as const;
export type Caller = (typeof callers)[number];

export const outsiders: readonly Caller[] = ["stranger", "elsewhere", "dean", "admin"];
const students: readonly Caller[] = ["loner", "rival", "member", "captain"];

/** Who a procedure, a route or a page is for. */
export type Scope = "everybody" | "signed-in" | "member" | "team" | "staff" | "grader" | "lead" | "owner" | "admin";

/** The status by which a caller is turned away; null for whoever is let in. What is not for students does not exist for them. */
export function refusalOf(scope: Scope, caller: Caller): 401 | 403 | 404 | null {
  if (scope === "everybody") return null;
  if (caller === "nobody") return 401;
  if (scope === "signed-in") return null;
  if (scope === "admin") return caller === "admin" ? null : 404;
  if (outsiders.includes(caller)) return 404;
  if (scope === "member") return null;
  const isStudent = students.includes(caller);
  if (scope === "team") return isStudent && caller !== "loner" ? null : 403;
  if (isStudent) return 404;
  return (forbidden[scope] ?? []).includes(caller) ? 403 : null;
}

const forbidden: Partial<Record<Scope, readonly Caller[]>> = {
  grader: ["observer"],
  lead: ["observer", "grader"],
  owner: ["observer", "grader", "ta"],
};
