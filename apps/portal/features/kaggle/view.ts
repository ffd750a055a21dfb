import { createHash } from "node:crypto";
import type { Course, Entry, WorkState } from "@gradmark/contract";
import { type BoardLine, decisiveScore } from "#features/board/view.ts";
import type { PageQuery } from "./schema.ts";

/** What the client is told, in the field names and types of its protocol: docs/guides/kaggle-client.md. */

/** Whole seconds in UTC: the client prints fractions, and misreads offsets. */
export function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** A number for one of our ids, as the client wants them: the same each time, and telling nothing of other ids. */
export function numberOf(id: string): number {
  return createHash("sha256").update(id).digest().readUIntBE(0, 6);
}

/** One line for a terminal: control characters could write anything there. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** A part of a list, and the token that asks for the next one; empty on the last. */
export function pageOf<T>(items: readonly T[], query: PageQuery, usual = 20): { items: T[]; nextPageToken: string } {
  const { start, end, nextPageToken } = windowOf(items.length, query, usual);
  return { items: items.slice(start, end), nextPageToken };
}

/** From where to where a page of a list goes. A token goes before a page's number. */
export function windowOf(
  length: number,
  query: PageQuery,
  usual = 20,
): { start: number; end: number; nextPageToken: string } {
  const size = Math.min(query.pageSize !== undefined && query.pageSize > 0 ? query.pageSize : usual, 200);
  const start = Math.min(length, query.pageToken ?? (Math.max(query.page ?? 1, 1) - 1) * size);
  const end = Math.min(length, start + size);
  return { start, end, nextPageToken: end < length ? `from-${end}` : "" };
}

export function viewCompetition(
  course: Course,
  known: { url: string; teams: number; entered: boolean; place: number | null; takesEntries: boolean },
) {
  const { kit } = course;
  const weight = kit.parts.find((part) => part.grading.rule === "beats-benchmark")?.weight;
  return {
    id: numberOf(course.id),
    ref: course.slug,
    title: oneLine(course.name),
    url: known.url,
    description: oneLine(kit.title),
    organizationName: "",
    organizationRef: "",
    hostName: "",
    thumbnailImageUrl: "",
    category: "Community",
    reward: weight === undefined ? "Kudos" : `${weight} % of the grade`,
    tags: [],
    deadline: stamp(course.deadline),
    enabledDate: stamp(course.opensAt),
    dateCreated: stamp(course.createdAt),
    mergerDeadline: stamp(course.deadline),
    newEntrantDeadline: stamp(course.deadline),
    evaluationMetric: typeof kit.competition.metric === "string" ? kit.competition.metric : "script",
    kernelCount: 0,
    teamCount: known.teams,
    userHasEntered: known.entered,
    ...(known.place !== null && { userRank: known.place }),
    maxDailySubmissions: kit.competition.triesPerDay,
    maxTeamSize: kit.team.maxSize,
    awardsPoints: false,
    isKernelsSubmissionsOnly: false,
    submissionsDisabled: !known.takesEntries,
  };
}

export function viewFile(file: { path: string; bytes: number; changedAt: Date }) {
  const { path, bytes, changedAt } = file;
  return { ref: path, name: path, description: "", url: "", totalBytes: bytes, creationDate: stamp(changedAt) };
}

/** An entry of the caller's own team. `revealed`: only then is the private score more than an empty text. */
export function viewSubmission(
  entry: Entry,
  known: { revealed: boolean; why: string; by: string; team: string; url: string },
) {
  const { publicScore, privateScore } = entry;
  return {
    ref: numberOf(entry.id),
    fileName: oneLine(entry.fileName),
    description: oneLine(entry.description),
    date: stamp(entry.createdAt),
    status: statusOf[entry.state],
    errorDescription: oneLine(known.why),
    publicScore: publicScore ? String(publicScore.score) : "",
    privateScore: known.revealed && privateScore ? String(privateScore.score) : "",
    totalBytes: entry.bytes,
    submittedBy: oneLine(known.by),
    submittedByRef: "",
    teamName: oneLine(known.team),
    url: known.url,
  };
}

/** The client knows three states and falls over any other. */
const statusOf: Record<WorkState, "PENDING" | "COMPLETE" | "ERROR"> = {
  waiting: "PENDING",
  running: "PENDING",
  done: "COMPLETE",
  failed: "ERROR",
  faulted: "ERROR",
  cancelled: "ERROR",
};

/** A line of the board as everybody in the course sees it; team names stay byte for byte what they are. */
export function viewBoardLine(line: BoardLine) {
  return {
    teamId: line.kind === "benchmark" ? 0 : numberOf(line.id),
    teamName: line.name,
    submissionDate: stamp(line.uploadedAt),
    score: String(decisiveScore(line)),
  };
}
