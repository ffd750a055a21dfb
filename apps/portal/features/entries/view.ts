import type { CourseState, Entry, InputProblem, Job, LedgerLine, Scored, WorkState } from "@gradmark/contract";

/** One of a team's entries as its members may see it. */
export interface EntryView {
  id: string;
  fileName: string;
  description: string;
  uploadedAt: Date;
  scoredAt: Date | null;
  bytes: number;
  sha256: string;
  state: WorkState;
  problems: InputProblem[];
  publicScore: Scored | null;
  /** Absent, not empty, until the course is revealed. */
  privateScore?: Scored;
  /** Whether the team is judged by this entry. */
  final: boolean;
  /** Whether the entry's try counts, or was given back. */
  tryReturned: boolean;
  job: JobView | null;
}

/** What is said of a job while it waits or runs, and why it ended when it did not end well. */
export interface JobView {
  state: WorkState;
  queue: { place: number; waiting: number } | null;
  startedAt: Date | null;
  attempts: number;
  step: string | null;
  done: number | null;
  total: number | null;
  cancelAsked: boolean;
  /** In words for a student; of our own failures only that they are ours. */
  reason: string | null;
}

export function viewEntry(
  entry: Entry,
  known: { courseState: CourseState; final: ReadonlySet<string>; tryReturned: boolean; job: JobView | null },
): EntryView {
  const { id, fileName, description, createdAt, scoredAt, bytes, sha256, state, problems, publicScore } = entry;
  const view = {
    id,
    fileName,
    description,
    uploadedAt: createdAt,
    scoredAt,
    bytes,
    sha256,
    state,
    problems,
    publicScore,
  };
  return {
    ...view,
    ...(isRevealed(known.courseState) && entry.privateScore && { privateScore: entry.privateScore }),
    final: known.final.has(id),
    tryReturned: known.tryReturned,
    job: known.job,
  };
}

/** Only from here on does a private score leave the server. */
export function isRevealed(state: CourseState): boolean {
  return state === "revealed" || state === "archived";
}

export function viewJob(job: Job, queue: JobView["queue"]): JobView {
  const { state, startedAt, attempts, progress, reason, cancelAsked } = job;
  return {
    state,
    queue,
    startedAt,
    attempts,
    step: progress?.step ?? null,
    done: progress?.done ?? null,
    total: progress?.total ?? null,
    cancelAsked,
    reason: reason && (reason.class === "host" ? hostReason : reason.message),
  };
}

/** Messages of our own failures are for the staff: they may name paths and machines. */
const hostReason =
  "Our side failed, not your file. Nothing of yours is lost: it runs again by itself, and if it fails for good your try is given back.";

/** One line of a team's account of tries: used, or given back and why. */
export interface TryLine {
  id: number;
  at: Date;
  kind: "used" | "returned";
  why: string;
  by: string | null;
  entryId: string | null;
}

/** The newest lines first. What a person of the team did bears the name, what we did bears none. */
export function viewTryLines(lines: readonly LedgerLine[], names: ReadonlyMap<string, string>): TryLine[] {
  return lines
    .flatMap(({ id, at, kind, why, actor, subjectId }) => {
      const said = kind === "try-used" ? "used" : kind === "try-returned" ? "returned" : null;
      return said ? [{ id, at, kind: said, why, by: names.get(actor) ?? null, entryId: subjectId } as const] : [];
    })
    .reverse();
}

/** A word for an entry's state that says more than the state itself. */
export function entryWord(state: WorkState): string {
  return entryWords[state];
}

const entryWords: Record<WorkState, string> = {
  waiting: "Waiting",
  running: "Scoring",
  done: "Scored",
  failed: "Not scored",
  faulted: "Our fault",
  cancelled: "Cancelled",
};

export function isMoving(entry: Pick<EntryView, "state">): boolean {
  return entry.state === "waiting" || entry.state === "running";
}
