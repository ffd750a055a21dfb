import { type NoticeFacts, noticeFacts, noticeTopics, topicOf } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { sayNotice, topicWords } from "./view.ts";

const course = { slug: "pocket", name: "Deep Learning", timeZone: "Europe/Berlin" };

function say(facts: NoticeFacts) {
  const at = new Date("2026-11-24T20:00:00Z");
  return sayNotice({
    notice: { id: "n", courseId: "c", userId: "u", facts, onPage: true, createdAt: at, readAt: null },
    course,
  });
}

const entry = { entryId: "e1", file: "predictions.csv" };
const question = { questionId: "q1", title: "Is padding allowed?" };
/** One of each kind. */
const all: NoticeFacts[] = [
  { kind: "entry-scored", ...entry, score: 0.97312 },
  { kind: "entry-failed", ...entry, why: "row 17: id 4711 appears a second time." },
  { kind: "try-returned", ...entry, why: "The sandbox could not start." },
  { kind: "handed-in", handInId: "h1", team: "A", files: [], link: null, finalEntryId: null },
  { kind: "hand-in-checked", handInId: "h1", outcome: "differs" },
  { kind: "team-admitted", team: "A", members: 2 },
  { kind: "team-incomplete", team: "A", missing: 1 },
  { kind: "team-joined", team: "A", who: "Ann" },
  { kind: "team-left", team: "A", who: "Ann" },
  { kind: "team-removed", team: "A" },
  { kind: "team-merged", team: "A", from: "B" },
  { kind: "team-asked", team: "A", who: "Ann", from: null },
  { kind: "request-accepted", team: "A" },
  { kind: "request-declined", team: "A" },
  { kind: "deadline-near", deadline: Date.parse("2026-11-27T22:59:00Z"), team: "A" },
  { kind: "announced", announcementId: "a1", title: "Room moved", changed: false },
  { kind: "question-asked", ...question },
  { kind: "question-answered", ...question },
  { kind: "question-duplicate", ...question, of: "q0" },
  { kind: "result-released", part: null },
];

describe("the words of notices", () => {
  it("are tried here for every kind", () => {
    const kinds = noticeFacts.options.map(({ shape }) => shape.kind.value);
    expect(all.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    for (const facts of all) expect(noticeFacts.parse(facts)).toEqual(facts);
  });

  it.each(all.map((facts) => [facts.kind, facts] as const))(
    "lead to a page of the course and blame nobody: %s",
    (_kind, facts) => {
      const { title, detail, href } = say(facts);
      expect(href).toMatch(/^\/c\/pocket(\/|$)/);
      expect(`${title} ${detail}`).not.toMatch(/!|something went wrong|invalid|undefined|null/i);
      expect(title).not.toMatch(/\.$/);
    },
  );

  it("say the deadline in the zone of the course", () => {
    const [near] = all.filter(({ kind }) => kind === "deadline-near");
    expect(near && say(near).title).toBe("Hand in by Fri 27 Nov 2026, 23:59 CET");
  });

  it("say that a try was given back when we failed", () => {
    const [ours] = all.filter(({ kind }) => kind === "try-returned");
    expect(ours && say(ours).detail).toContain("Your try was given back");
  });

  it("name every topic that can be chosen", () => {
    expect(Object.keys(topicWords)).toEqual([...noticeTopics]);
    expect(new Set(all.map(({ kind }) => topicOf(kind)))).toEqual(new Set(noticeTopics));
  });
});
