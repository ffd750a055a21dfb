import type { NoticeFacts, NoticeKind, NoticeTopic } from "@gradmark/contract";
import type { ToldNotice } from "@gradmark/db";
import { countOf, formatBytes, formatInstant } from "#components/format.ts";

/** A notice as page and mail say it. */
export interface NoticeWords {
  /** One line, without a full stop. */
  title: string;
  /** What follows from it, in sentences. */
  detail: string;
  /** The page where it is acted on. */
  href: string;
  /** What else a mail says, line by line: the numbers of a receipt. */
  lines?: string[];
}

export interface NoticeCard extends NoticeWords {
  id: string;
  course: string;
  zone: string;
  at: Date;
  read: boolean;
}

export function viewNotice(told: ToldNotice): NoticeCard {
  const { notice, course } = told;
  const { title, detail, href } = sayNotice(told);
  const { id, createdAt: at, readAt } = notice;
  return { id, title, detail, href, course: course.name, zone: course.timeZone, at, read: readAt !== null };
}

/** The words of a notice. */
export function sayNotice({ notice, course }: Pick<ToldNotice, "notice" | "course">): NoticeWords {
  const { page, ...words } = say(notice.facts, course.timeZone);
  return { ...words, href: `/c/${course.slug}${page}` };
}

type Said = Omit<NoticeWords, "href"> & { page: string };
type Facts<Kind extends NoticeKind> = Extract<NoticeFacts, { kind: Kind }>;
type Sayings = { [Kind in NoticeKind]: (facts: Facts<Kind>, zone: string) => Said };

function say<Kind extends NoticeKind>(facts: Facts<Kind>, zone: string): Said {
  return (sayings as { [K in Kind]: (facts: Facts<K>, zone: string) => Said })[facts.kind as Kind](facts, zone);
}

/** Every kind of notice has its words here, or this does not compile. */
const sayings: Sayings = {
  "entry-scored": ({ file, score, entryId }) => ({
    title: `Scored: ${file} has ${score.toFixed(4)}`,
    detail: "That is its public score. Board and history show where it stands.",
    page: `/entries/${entryId}`,
  }),
  "entry-failed": ({ file, why, entryId }) => ({
    title: `Not scored: ${file}`,
    detail: `${why} Your try was given back: put the file right and upload it again.`,
    page: `/entries/${entryId}`,
  }),
  "try-returned": ({ file, why, entryId }) => ({
    title: `Our fault: ${file} was not scored`,
    detail: `${why} Your try was given back: upload the file again.`,
    page: `/entries/${entryId}`,
  }),
  "handed-in": ({ team, files, link, finalEntryId, handInId }) => ({
    title: `Handed in for “${team}”: ${countOf(files.length + (link === null ? 0 : 1), "file")}`,
    detail:
      finalEntryId === null
        ? "No entry counts for your team yet: upload predictions. You may hand in again until the deadline."
        : "Keep this receipt. You may hand in again until the deadline; the last hand-in counts.",
    lines: [
      ...files.map(({ name, sha256, bytes }) => `${name}, ${formatBytes(bytes)}, sha256 ${sha256}`),
      ...(link === null ? [] : [`model at ${link}`]),
      `receipt ${handInId}`,
    ],
    page: "/hand-in",
  }),
  "hand-in-checked": ({ outcome, handInId }) => ({
    title: `Your hand-in was run: ${outcomes[outcome].title}`,
    detail: outcomes[outcome].detail,
    page: `/result/${handInId}`,
  }),
  "team-admitted": ({ team, members }) => ({
    title: `“${team}” is admitted to the competition`,
    detail: `The team is complete with ${countOf(members, "member")}. You can upload predictions now.`,
    page: "/team",
  }),
  "team-incomplete": ({ team, missing }) => ({
    title: `“${team}” is no longer admitted: ${countOf(missing, "member")} missing`,
    detail: "Invite somebody on the page “Team”. Until then nothing can be uploaded.",
    page: "/team",
  }),
  "team-joined": ({ team, who }) => ({
    title: `${who} joined “${team}”`,
    detail: "If you do not know this person, tell your captain, and make a new invite code.",
    page: "/team",
  }),
  "team-left": ({ team, who }) => ({ title: `${who} is no longer in “${team}”`, detail: "", page: "/team" }),
  "team-removed": ({ team }) => ({
    title: `You are no longer in “${team}”`,
    detail: "Its captain took you out of the team. Join another one, or create one.",
    page: "/team",
  }),
  "team-merged": ({ team, from }) => ({
    title: `“${from}” became part of “${team}”`,
    detail: "Entries, answers and used tries are of the one team now.",
    page: "/team",
  }),
  "team-asked": ({ team, who, from }) => ({
    title: from === null ? `${who} asks to join “${team}”` : `“${from}” asks to become part of “${team}”`,
    detail: "You are the captain: accept or decline on the page “Team”.",
    page: "/team",
  }),
  "request-accepted": ({ team }) => ({
    title: `You are in “${team}”`,
    detail: "Its captain accepted what you asked.",
    page: "/team",
  }),
  "request-declined": ({ team }) => ({
    title: `“${team}” declined`,
    detail: "Ask another team, or create one of your own.",
    page: "/team",
  }),
  "deadline-near": ({ deadline, team }, zone) => ({
    title: `Hand in by ${formatInstant(new Date(deadline), zone)}`,
    detail:
      team === null
        ? "You are in no team yet, and nothing is handed in. Create a team or join one today."
        : `“${team}” has not handed in. After the deadline nothing is taken.`,
    page: team === null ? "/team" : "/hand-in",
  }),
  announced: ({ title, changed, announcementId }) => ({
    title: changed ? `Changed: ${title}` : title,
    detail: changed ? "The staff changed this announcement." : "The staff announced this to everybody in the course.",
    page: `/announcements#${announcementId}`,
  }),
  "question-asked": ({ title, questionId }) => ({
    title: `Question: ${title}`,
    detail: "A team asks the staff.",
    page: `/questions/${questionId}`,
  }),
  "question-answered": ({ title, questionId }) => ({
    title: `Answered: ${title}`,
    detail: "The staff answered your question.",
    page: `/questions/${questionId}`,
  }),
  "question-duplicate": ({ title, of }) => ({
    title: `Answered elsewhere: ${title}`,
    detail: "The same was asked before, and its answer is published.",
    page: `/questions/${of}`,
  }),
  "result-released": ({ part }) => ({
    title: part === null ? "Your result is there" : `Your result is there: ${part}`,
    detail: "Each number opens into how it came about. You may ask for another look.",
    page: "/result",
  }),
};

const outcomes: Record<Facts<"hand-in-checked">["outcome"], { title: string; detail: string }> = {
  reproduced: { title: "reproduced", detail: "All predictions equal your final entry." },
  "within-tolerance": {
    title: "within tolerance",
    detail: "Some predictions differ from your final entry, no more than allowed.",
  },
  differs: {
    title: "differs",
    detail: "Some predictions differ from your final entry. See how many, and hand in again until the deadline.",
  },
  rejected: { title: "rejected", detail: "The page says why and what to do. Hand in again until the deadline." },
  produced: { title: "produced", detail: "There was no final entry to compare the predictions with." },
  faulted: { title: "our fault", detail: "It could not be run. The staff sees it; you need not do anything." },
};

/** The topics as people choose them. */
export const topicWords: Record<NoticeTopic, { title: string; detail: string }> = {
  scores: { title: "Scores", detail: "an entry was scored" },
  failures: { title: "Failures", detail: "an entry was not scored, a try was given back" },
  "hand-ins": { title: "Hand-ins", detail: "the receipt with its hashes, and how the run went" },
  team: { title: "Team", detail: "admitted, joined, left, asked" },
  deadlines: { title: "Deadlines", detail: "24 hours before, while nothing is handed in" },
  announcements: { title: "Announcements", detail: "the staff says something to everybody" },
  questions: { title: "Questions", detail: "asked, answered" },
  results: { title: "Results", detail: "a part of the grade was released" },
};
