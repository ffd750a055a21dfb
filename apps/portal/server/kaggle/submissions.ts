import { type Entry, metricDirection, type Team } from "@gradmark/contract";
import {
  countEntriesOfTeam,
  selectCoursesOf,
  selectEntriesOfTeam,
  selectFinalEntries,
  selectOptionalJobOf,
  selectTeamMembers,
  selectTries,
} from "@gradmark/db";
import type { z } from "zod";
import { isRevealed, viewJob } from "#features/entries/view.ts";
import type {
  downloadSubmissionInput,
  listSubmissionsInput,
  ofCompetition,
  submissionInput,
} from "#features/kaggle/schema.ts";
import { numberOf, pageOf, viewSubmission } from "#features/kaggle/view.ts";
import { type Membership, noTeamMessage, optionalMemberOf } from "../trpc.ts";
import { type Caller, memberFor } from "./caller.ts";
import { word } from "./courses.ts";
import { downloadUrl } from "./download-url.ts";
import { publicUrl } from "./origin.ts";
import { isRefusal, json, type Refusal, type Reply, refused } from "./reply.ts";

type TeamMembership = Membership & { team: Team };

/** The entries of the caller's team, newest first. */
export function listSubmissions(
  caller: Caller,
  input: z.infer<typeof listSubmissionsInput>,
  usualPage?: number,
): Reply {
  const member = teamMemberFor(caller, input.competitionName);
  if (isRefusal(member)) return member;
  const { database } = caller.ctx.house;
  const group = word(input.group, "SUBMISSION_GROUP_");
  const final = new Set(selectFinalEntries(database, member.team.id).entries.map(({ id }) => id));
  const entries = selectEntriesOfTeam(database, member.team.id).filter(
    (entry) => (group !== "successful" || entry.state === "done") && (group !== "selected" || final.has(entry.id)),
  );
  const { items, nextPageToken } = pageOf(
    sort(member, entries, word(input.sortBy, "SUBMISSION_SORT_BY_")),
    input,
    usualPage,
  );
  return json({ submissions: items.map((entry) => view(caller, member, entry)), nextPageToken });
}

/** One entry of any of the caller's teams, by the number that the client printed. */
export function getSubmission(caller: Caller, { ref }: z.infer<typeof submissionInput>): Reply {
  const found = findEntry(caller, ref);
  return isRefusal(found) ? found : json(view(caller, found.member, found.entry));
}

/** The file of one of the team's entries, as it was uploaded. */
export function downloadSubmission(caller: Caller, { submissionId }: z.infer<typeof downloadSubmissionInput>): Reply {
  const found = findEntry(caller, submissionId);
  if (isRefusal(found)) return found;
  const { entry, member } = found;
  return {
    kind: "redirect",
    location: downloadUrl(caller, member.course.slug, ["submission", entry.id, entry.fileName]),
  };
}

export function getSubmissionLimits(caller: Caller, { competitionName }: z.infer<typeof ofCompetition>): Reply {
  const member = teamMemberFor(caller, competitionName);
  if (isRefusal(member)) return member;
  const { database } = caller.ctx.house;
  const { course, team } = member;
  const tries = selectTries(database, { course, teamId: team.id, now: caller.ctx.now });
  const numTotal = countEntriesOfTeam(database, team.id);
  return json({ numToday: tries.used, numTotal, numAllowedNow: tries.left, limitedByTotal: false });
}

export function teamMemberFor(caller: Caller, slug: string): TeamMembership | Refusal {
  const member = memberFor(caller, slug);
  if (isRefusal(member)) return member;
  const { team } = member;
  return team ? { ...member, team } : refused(403, `${noTeamMessage} ${publicUrl()}/c/${member.course.slug}/team`);
}

function findEntry(caller: Caller, number: number): { entry: Entry; member: TeamMembership } | Refusal {
  const { ctx, token } = caller;
  for (const { course } of selectCoursesOf(ctx.house.database, ctx.person.id)) {
    if (token.courseId !== null && token.courseId !== course.id) continue;
    const member = optionalMemberOf(ctx, course.slug);
    if (!member?.team) continue;
    const entry = selectEntriesOfTeam(ctx.house.database, member.team.id).find(({ id }) => numberOf(id) === number);
    if (entry) return { entry, member: { ...member, team: member.team } };
  }
  return refused(404, `Your teams have no submission ${number}. See: kaggle competitions submissions.`);
}

/** Best first. Before the reveal, an order by private scores would tell them: then it is the usual one. */
function sort({ course }: Membership, entries: Entry[], by: string): Entry[] {
  if (by === "name") return entries.toSorted((a, b) => compare(a.fileName, b.fileName));
  const sign = metricDirection(course.kit.competition.metric) === "max" ? -1 : 1;
  const best = (score: (entry: Entry) => number | undefined) =>
    entries.toSorted((a, b) => compare(sign * (score(a) ?? sign * Infinity), sign * (score(b) ?? sign * Infinity)));
  if (by === "publicscore") return best((entry) => entry.publicScore?.score);
  if (by === "privatescore" && isRevealed(course.state)) return best((entry) => entry.privateScore?.score);
  return entries;
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

function view({ ctx }: Caller, { course, team }: TeamMembership, entry: Entry) {
  const { database } = ctx.house;
  const members = selectTeamMembers(database, team.id);
  return viewSubmission(entry, {
    revealed: isRevealed(course.state),
    why: reasonOf(ctx.house.database, entry),
    by: members.find(({ id }) => id === entry.uploadedBy)?.name ?? "",
    team: team.name,
    url: `${publicUrl()}/c/${course.slug}/entries/${entry.id}`,
  });
}

/** What the entry's page says of an end that was not good; nothing of our own failures but that they are ours. */
function reasonOf(database: Caller["ctx"]["house"]["database"], entry: Entry): string {
  if (entry.state === "done") return "";
  const [problem] = entry.problems;
  if (problem) return problem.message;
  const job = selectOptionalJobOf(database, entry.id);
  return (job && viewJob(job, null).reason) ?? "";
}
