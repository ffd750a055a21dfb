import { z } from "zod";
import { rerunOutcome } from "./rerun-verdict.ts";

/** What people can choose to hear of, each on the page and by mail. */
export const noticeTopics = [
  "scores",
  "failures",
  "hand-ins",
  "team",
  "deadlines",
  "announcements",
  "questions",
  "results",
] as const;
export const noticeTopic = z.enum(noticeTopics);
export type NoticeTopic = z.infer<typeof noticeTopic>;

const name = z.string();
const entry = { entryId: z.string(), file: name };

/**
 * What happened, as facts: names as they were then. The words are made when they are shown, so that page and mail say
 * the same. Nothing in here is private to staff or to another team.
 */
export const noticeFacts = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("entry-scored"), ...entry, score: z.number() }),
  z.strictObject({ kind: z.literal("entry-failed"), ...entry, why: z.string() }),
  /** Our side failed: the try went back. */
  z.strictObject({ kind: z.literal("try-returned"), ...entry, why: z.string() }),
  z.strictObject({
    kind: z.literal("handed-in"),
    handInId: z.string(),
    team: name,
    files: z.array(z.strictObject({ name, sha256: z.string(), bytes: z.number().int() })),
    link: z.string().nullable(),
    finalEntryId: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal("hand-in-checked"), handInId: z.string(), outcome: rerunOutcome }),
  z.strictObject({ kind: z.literal("team-admitted"), team: name, members: z.number().int() }),
  z.strictObject({ kind: z.literal("team-incomplete"), team: name, missing: z.number().int() }),
  z.strictObject({ kind: z.literal("team-joined"), team: name, who: name }),
  z.strictObject({ kind: z.literal("team-left"), team: name, who: name }),
  z.strictObject({ kind: z.literal("team-removed"), team: name }),
  z.strictObject({ kind: z.literal("team-merged"), team: name, from: name }),
  z.strictObject({ kind: z.literal("team-asked"), team: name, who: name, from: name.nullable() }),
  z.strictObject({ kind: z.literal("request-accepted"), team: name }),
  z.strictObject({ kind: z.literal("request-declined"), team: name }),
  z.strictObject({ kind: z.literal("deadline-near"), deadline: z.number().int(), team: name.nullable() }),
  z.strictObject({ kind: z.literal("announced"), announcementId: z.string(), title: name, changed: z.boolean() }),
  z.strictObject({ kind: z.literal("question-asked"), questionId: z.string(), title: name }),
  z.strictObject({ kind: z.literal("question-answered"), questionId: z.string(), title: name }),
  /** `of` is the published question that says the same. */
  z.strictObject({ kind: z.literal("question-duplicate"), questionId: z.string(), title: name, of: z.string() }),
  /** `part` is null for the whole result. */
  z.strictObject({ kind: z.literal("result-released"), part: name.nullable() }),
]);
export type NoticeFacts = z.infer<typeof noticeFacts>;
export type NoticeKind = NoticeFacts["kind"];

const topics: Record<NoticeKind, NoticeTopic> = {
  "entry-scored": "scores",
  "entry-failed": "failures",
  "try-returned": "failures",
  "handed-in": "hand-ins",
  "hand-in-checked": "hand-ins",
  "team-admitted": "team",
  "team-incomplete": "team",
  "team-joined": "team",
  "team-left": "team",
  "team-removed": "team",
  "team-merged": "team",
  "team-asked": "team",
  "request-accepted": "team",
  "request-declined": "team",
  "deadline-near": "deadlines",
  announced: "announcements",
  "question-asked": "questions",
  "question-answered": "questions",
  "question-duplicate": "questions",
  "result-released": "results",
};

export function topicOf(kind: NoticeKind): NoticeTopic {
  return topics[kind];
}

/** Where a topic is told. */
export const noticeChannels = z.strictObject({ page: z.boolean(), mail: z.boolean() });
export type NoticeChannels = z.infer<typeof noticeChannels>;

/** For whoever has chosen nothing: all on the page; by mail what asks for an act or is a proof, not each score. */
export function defaultChannels(topic: NoticeTopic): NoticeChannels {
  return { page: true, mail: topic !== "scores" };
}

export const notice = z.object({
  id: z.string(),
  courseId: z.string(),
  userId: z.string(),
  facts: noticeFacts,
  /** False where the reader wants it by mail only. */
  onPage: z.boolean(),
  createdAt: z.date(),
  readAt: z.date().nullable(),
});
export type Notice = z.infer<typeof notice>;

export const noticeMailStates = ["waiting", "sent", "given-up"] as const;

/** A notice on its way to a mailbox: written where it is caused, sent by a loop, at least once. */
export const noticeMail = z.object({
  id: z.string(),
  noticeId: z.string(),
  to: z.string(),
  state: z.enum(noticeMailStates),
  attempts: z.number().int(),
  notBefore: z.date(),
  leaseUntil: z.date().nullable(),
  sentAt: z.date().nullable(),
  failure: z.string().nullable(),
  createdAt: z.date(),
});
export type NoticeMail = z.infer<typeof noticeMail>;
