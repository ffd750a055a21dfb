import type { Course, CourseRole, Team } from "@gradmark/contract";

/** What everybody may know of a course. The seed, and all else of the row, stays on the server. */
export interface CourseCard {
  slug: string;
  name: string;
  title: string;
  state: Course["state"];
  opensAt: Date;
  deadline: Date;
  timeZone: string;
}

export function viewCourse(course: Course): CourseCard {
  const { slug, name, state, opensAt, deadline, timeZone, kit } = course;
  return { slug, name, title: kit.title, state, opensAt, deadline, timeZone };
}

/** A course that the reader is not in, with the reason why they may not join; `admission` is null for nobody. */
export interface OtherCourse extends CourseCard {
  admission: { onRoster: boolean; refusal: string | null } | null;
}

/** Courses that are shown to people who are not in them. */
export function isListed(course: Course): boolean {
  return course.state === "open" || course.state === "closed" || course.state === "revealed";
}

export interface MyCourse extends CourseCard {
  role: CourseRole;
  team: string | null;
  /** The first step that is not done; null when nothing is left. */
  next: Step | null;
}

export interface Step {
  id: "join-team" | "complete-team" | "answer-gradients" | "upload-entry" | "choose-final" | "hand-in";
  title: string;
  /** What has been done and what remains, by numbers. */
  detail: string;
  done: boolean;
  href: string;
}

/** What is known of a team's work, for its check-list. */
export interface Progress {
  course: Course;
  team: Team | null;
  members: number;
  slots: number;
  correctSlots: number;
  entries: number;
  bestScore: number | null;
  benchmarkScore: number | null;
  finalChosen: number;
  handedInAt: Date | null;
}

/** The way through a lab, in the order in which its steps become possible. */
export function checklist(progress: Progress): Step[] {
  return [
    teamStep(progress),
    sizeStep(progress),
    gradientStep(progress),
    entryStep(progress),
    finalStep(progress),
    handInStep(progress),
  ];
}

function place({ course }: Progress, page: string): string {
  return `/c/${course.slug}/${page}`;
}

function teamStep(progress: Progress): Step {
  const { team } = progress;
  const detail = team ? `You are in “${team.name}”.` : "Create a team, or join one with its invite code.";
  return { id: "join-team", title: "Be in a team", detail, done: team !== null, href: place(progress, "team") };
}

function sizeStep(progress: Progress): Step {
  const { course, team, members } = progress;
  const { minSize, maxSize } = course.kit.team;
  const sizes = minSize === maxSize ? `${minSize}` : `${minSize} to ${maxSize}`;
  const detail = `${members} of ${sizes} members${team?.admittedAt ? "; admitted to the competition" : ""}.`;
  const done = team?.admittedAt != null;
  return { id: "complete-team", title: "Have enough members", detail, done, href: place(progress, "team") };
}

function gradientStep(progress: Progress): Step {
  const { slots, correctSlots } = progress;
  const detail = `${correctSlots} of ${slots} gradients are correct.`;
  const done = slots > 0 && correctSlots === slots;
  return { id: "answer-gradients", title: "Answer the gradients", detail, done, href: place(progress, "gradients") };
}

function entryStep(progress: Progress): Step {
  const { entries, bestScore, benchmarkScore } = progress;
  const best = bestScore === null ? "none is scored yet" : `best public score ${bestScore.toFixed(4)}`;
  const benchmark = benchmarkScore === null ? "" : ` The benchmark has ${benchmarkScore.toFixed(4)}.`;
  const detail = entries === 0 ? `Nothing uploaded yet.${benchmark}` : `${entries} uploaded; ${best}.${benchmark}`;
  return {
    id: "upload-entry",
    title: "Upload predictions",
    detail,
    done: bestScore !== null,
    href: place(progress, "submit"),
  };
}

function finalStep(progress: Progress): Step {
  const { finalChosen, bestScore, course } = progress;
  const allowed = course.kit.competition.finalEntries;
  const fallback =
    bestScore === null ? "Possible once an entry is scored." : "None chosen: your best public score counts.";
  const detail = finalChosen > 0 ? `${finalChosen} of at most ${allowed} chosen.` : fallback;
  return {
    id: "choose-final",
    title: "Choose the final entry",
    detail,
    done: finalChosen > 0,
    href: place(progress, "entries"),
  };
}

function handInStep(progress: Progress): Step {
  const { handedInAt } = progress;
  const detail = handedInAt
    ? "Handed in. You may hand in again until the deadline."
    : "Result script, report and model.";
  return { id: "hand-in", title: "Hand in", detail, done: handedInAt !== null, href: place(progress, "hand-in") };
}
