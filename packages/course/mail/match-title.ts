import { explainDifference } from "../people/explain-difference.ts";
import { nearestName } from "../people/nearest-name.ts";

/** What the title of a mail says: a team; or none, with the one that was meant; or that it is no hand-in at all. */
export type TitleMatch =
  | { kind: "team"; team: string }
  | { kind: "near"; nearest: string | null; message: string }
  | { kind: "other" };

/** How a hand-in by mail is titled: `[CourseName YOUR_TEAM_NAME] Submission Lab1`. */
export function mailTitle(course: string, team: string, mailSubject: string): string {
  return `[${course} ${team}] Submission ${mailSubject}`;
}

/** Matches a mail's title with the teams of a course, byte for byte. What is merely near is for a person. */
export function matchTitle(
  title: string,
  { course, mailSubject, teams }: { course: string; mailSubject: string; teams: readonly string[] },
): TitleMatch {
  const exact = teams.find((team) => title === mailTitle(course, team, mailSubject));
  if (exact !== undefined) return { kind: "team", team: exact };
  const looksLikeOne = /submission/i.test(title) || /\[[^\]]*\]/.test(title);
  if (!looksLikeOne) return { kind: "other" };
  const said = teamPart(title, course);
  const twin = teams.find((team) => explainDifference(said, team) !== null);
  const nearest = twin ?? nearestName(said, teams);
  return { kind: "near", nearest, message: explain(title, said, nearest, course, mailSubject) };
}

/** What stands where the team's name should: within the brackets, behind the course's name. */
function teamPart(title: string, course: string): string {
  const inside = /\[([^\]]*)\]/.exec(title)?.[1] ?? title.replace(/submission.*$/i, "");
  const start = inside.trimStart();
  return start.toLowerCase().startsWith(`${course.toLowerCase()} `) ? start.slice(course.length + 1) : inside;
}

function explain(title: string, said: string, nearest: string | null, course: string, mailSubject: string): string {
  if (nearest === null)
    return `The title is "${title}", and no team of the course has a name like "${said}". A hand-in is titled "${mailTitle(course, "YOUR_TEAM_NAME", mailSubject)}".`;
  const wanted = mailTitle(course, nearest, mailSubject);
  const difference = said === nearest ? "the rest of the title differs" : explainDifference(said, nearest);
  return `The title is "${title}" instead of "${wanted}"${difference === null ? "" : `: ${difference}`}.`;
}
