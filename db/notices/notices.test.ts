import { describe, expect, it } from "vitest";
import { addUser, later, noon, type OpenCourse, openCourse, predictions, score } from "../fixtures/open-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import {
  countUnreadNotices,
  faultJob,
  insertCourseMember,
  insertUpload,
  joinTeam,
  leaseNextJob,
  leaveTeam,
  recordScore,
  recordUnreadableEntry,
  remindOfDeadlines,
  removeTeamMember,
  selectChangesSince,
  selectNoticesOf,
  submitEntry,
  submitHandIn,
  tellPeople,
  updateCourseDeadline,
  updateCourseState,
  updateNoticesRead,
  upsertNoticePreference,
} from "../index.ts";
import { leaseMails } from "./outbox.ts";

const pairs = { ...smallKit, team: { minSize: 2, maxSize: 3 } };

/** What a person was told on the page, oldest first. */
function told({ db }: OpenCourse, userId: string) {
  return selectNoticesOf(db, { userId, limit: 100 })
    .map(({ notice }) => notice.facts)
    .reverse();
}

function kindsOf(small: OpenCourse, userId: string) {
  return told(small, userId)
    .map(({ kind }) => kind)
    .sort();
}

/** Addresses and kinds of all mails that wait. */
function mails({ db }: OpenCourse, now = noon) {
  return leaseMails(db, { now, leaseMs: 0, limit: 1000 }).map(({ mail, notice }) => `${notice.facts.kind} ${mail.to}`);
}

function runEntry(small: OpenCourse, { team, userId }: ReturnType<OpenCourse["addTeam"]>) {
  submitEntry(small.db, { teamId: team.id, uploadedBy: userId, file: predictions, description: "", now: noon });
  const leased = leaseNextJob(small.db, { workerId: "w", kinds: ["score-entry"], leaseMs: 10_000, now: noon });
  if (!leased) throw new Error("nothing to score");
  return leased.lease;
}

describe("a team is told", () => {
  it("that it is admitted, each member by notice and mail, as soon as it is complete, and again when it no longer is", () => {
    using small = openCourse(":memory:", pairs);
    const { team, userId } = small.addTeam("A");
    expect(told(small, userId)).toEqual([]);
    const second = addUser(small.db, "B");
    joinTeam(small.db, { teamId: team.id, userId: second, now: later(1) });
    expect(told(small, second)).toEqual([{ kind: "team-admitted", team: "A", members: 2 }]);
    expect(kindsOf(small, userId)).toEqual(["team-admitted", "team-joined"]);
    expect(mails(small, later(1)).sort()).toEqual(
      [
        `team-admitted ${second}@example.edu`,
        `team-admitted ${userId}@example.edu`,
        `team-joined ${userId}@example.edu`,
      ].sort(),
    );
    leaveTeam(small.db, { teamId: team.id, userId: second, now: later(2) });
    expect(told(small, userId)).toContainEqual({ kind: "team-incomplete", team: "A", missing: 1 });
  });

  it("its public score, and never its private one", () => {
    using small = openCourse();
    const made = small.addTeam("A");
    const lease = runEntry(small, made);
    recordScore(small.db, lease, { publicScore: score(0.25), privateScore: score(0.8125), now: noon });
    const facts = told(small, made.userId);
    expect(facts).toContainEqual(expect.objectContaining({ kind: "entry-scored", score: 0.25 }));
    expect(JSON.stringify(facts)).not.toContain("0.8125");
  });

  it("which entry of it could not be read", () => {
    using small = openCourse();
    const made = small.addTeam("A");
    const problems = [{ code: "file-too-large" as const, message: "Too large." }];
    recordUnreadableEntry(small.db, runEntry(small, made), { problems, now: noon });
    expect(told(small, made.userId)).toContainEqual(
      expect.objectContaining({ kind: "entry-failed", file: "predictions.csv", why: "Too large." }),
    );
  });

  it("that our fault gave its try back, once we have given up and not before", () => {
    using small = openCourse();
    const made = small.addTeam("A");
    let lease = runEntry(small, made);
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(kindsOf(small, made.userId)).not.toContain("try-returned");
      faultJob(small.db, lease, { message: "The disk is full.", now: noon });
      const again = leaseNextJob(small.db, { workerId: "w", kinds: ["score-entry"], leaseMs: 10_000, now: noon });
      if (again) lease = again.lease;
    }
    expect(told(small, made.userId)).toContainEqual(
      expect.objectContaining({ kind: "try-returned", why: "The disk is full." }),
    );
  });

  it("what it handed in, with the hashes", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const file = { name: "result.py", sha256: "b".repeat(64), bytes: 12 };
    insertUpload(small.db, {
      courseId: small.course.id,
      teamId: team.id,
      role: "script",
      ...file,
      uploadedBy: userId,
      now: noon,
    });
    submitHandIn(small.db, { teamId: team.id, submittedBy: userId, now: noon });
    expect(told(small, userId)).toContainEqual(
      expect.objectContaining({ kind: "handed-in", team: "A", files: [file], link: null }),
    );
  });
});

describe("a person", () => {
  it("who was taken out of a team hears of it, and of that team no more", () => {
    using small = openCourse(":memory:", pairs);
    const { team, userId } = small.addTeam("A");
    const second = addUser(small.db, "B");
    joinTeam(small.db, { teamId: team.id, userId: second, now: noon });
    removeTeamMember(small.db, { teamId: team.id, userId: second, by: userId, now: noon });
    expect(kindsOf(small, second)).toEqual(["team-admitted", "team-removed"]);
    expect(kindsOf(small, userId)).toEqual(["team-admitted", "team-incomplete", "team-joined", "team-left"]);
  });

  it("hears of a topic only where they want to", () => {
    using small = openCourse();
    const { userId } = small.addTeam("A");
    const tell = (n: number) => {
      const person = { id: userId, email: "a@example.edu" };
      const facts = { kind: "result-released" as const, part: `part ${n}` };
      tellPeople(small.db, [person], { courseId: small.course.id, facts, now: later(n) });
    };
    mails(small);
    const choose = (page: boolean, mail: boolean) =>
      upsertNoticePreference(small.db, { userId, topic: "results", channels: { page, mail } });
    choose(false, false);
    tell(1);
    choose(false, true);
    tell(2);
    choose(true, false);
    tell(3);
    const parts = told(small, userId).flatMap((facts) => (facts.kind === "result-released" ? [facts.part] : []));
    expect(parts).toEqual(["part 3"]);
    expect(mails(small, later(9)).filter((line) => line.startsWith("result"))).toEqual([
      "result-released a@example.edu",
    ]);
  });

  it("is told one cause once", () => {
    using small = openCourse();
    const { userId } = small.addTeam("A");
    const telling = { courseId: small.course.id, facts: { kind: "result-released", part: null } as const, cause: "x" };
    const people = [{ id: userId, email: "a@example.edu" }];
    for (const n of [1, 2]) tellPeople(small.db, people, { ...telling, now: later(n) });
    expect(kindsOf(small, userId).filter((kind) => kind === "result-released")).toHaveLength(1);
    expect(mails(small, later(9)).filter((line) => line.startsWith("result"))).toHaveLength(1);
  });

  it("reads own notices only, one or all, and what came later stays unread", () => {
    using small = openCourse();
    const [a, b] = [small.addTeam("A"), small.addTeam("B")];
    const facts = { kind: "result-released", part: null } as const;
    const people = [a, b].map(({ userId: id }) => ({ id, email: "x@example.edu" }));
    tellPeople(small.db, people, { courseId: small.course.id, facts, now: later(5) });
    const before = countUnreadNotices(small.db, b.userId);
    const [theirs] = selectNoticesOf(small.db, { userId: b.userId, limit: 1 });
    updateNoticesRead(small.db, { userId: a.userId, id: theirs?.notice.id ?? "", now: later(6) });
    expect(countUnreadNotices(small.db, b.userId)).toBe(before);
    updateNoticesRead(small.db, { userId: a.userId, now: later(4) });
    expect(countUnreadNotices(small.db, a.userId)).toBe(1);
    updateNoticesRead(small.db, { userId: a.userId, now: later(5) });
    expect(countUnreadNotices(small.db, a.userId)).toBe(0);
  });

  it("has a page that learns of their notices, and nobody else's page does", () => {
    using small = openCourse();
    const { userId } = small.addTeam("A");
    const facts = { kind: "result-released", part: null } as const;
    tellPeople(small.db, [{ id: userId, email: "x@example.edu" }], { courseId: small.course.id, facts, now: noon });
    const topics = (reader: string) =>
      selectChangesSince(small.db, { after: 0, courseId: small.course.id, userId: reader, teamId: null }).map(
        ({ topic }) => topic,
      );
    expect(topics(userId)).toContain("notice");
    expect(topics("someone-else")).not.toContain("notice");
  });
});

describe("what everybody in a course hears", () => {
  it("is told to each student once when results are revealed, also when they are revealed twice", () => {
    using small = openCourse();
    const courseId = small.course.id;
    const students = Array.from({ length: 520 }, (_, k) => addUser(small.db, `S${k}`));
    for (const userId of students) insertCourseMember(small.db, { courseId, userId, role: "student", now: noon });
    const ta = addUser(small.db, "TA");
    insertCourseMember(small.db, { courseId, userId: ta, role: "ta", now: noon });
    const change = { courseId, why: "Test.", actor: "system", now: noon };
    updateCourseState(small.db, { ...change, state: "revealed" });
    updateCourseState(small.db, { ...change, state: "closed" });
    updateCourseState(small.db, { ...change, state: "revealed" });
    expect(students.every((userId) => countUnreadNotices(small.db, userId) === 1)).toBe(true);
    expect(countUnreadNotices(small.db, ta)).toBe(0);
    expect(leaseMails(small.db, { now: noon, leaseMs: 1000, limit: 5000 })).toHaveLength(520);
  });
});

describe("the reminder of the deadline", () => {
  const hour = 60 * 60_000;

  it("reaches students whose team has not handed in, once, within the last 24 hours", () => {
    using small = openCourse();
    const { db, course } = small;
    const [late, done] = [small.addTeam("Late"), small.addTeam("Done")];
    const alone = addUser(db, "Alone");
    for (const userId of [late.userId, done.userId, alone])
      insertCourseMember(db, { courseId: course.id, userId, role: "student", now: noon });
    const file = { name: "result.py", sha256: "b".repeat(64), bytes: 12, uploadedBy: done.userId, now: noon };
    insertUpload(db, { courseId: course.id, teamId: done.team.id, role: "script", ...file });
    submitHandIn(db, { teamId: done.team.id, submittedBy: done.userId, now: noon });
    const reminded = (userId: string) => told(small, userId).filter(({ kind }) => kind === "deadline-near");
    const at = (hoursBefore: number) => new Date(course.deadline.getTime() - hoursBefore * hour);
    remindOfDeadlines(db, at(25));
    expect(reminded(late.userId)).toEqual([]);
    for (const hours of [23, 22, 0]) remindOfDeadlines(db, at(hours));
    const deadline = course.deadline.getTime();
    expect(reminded(late.userId)).toEqual([{ kind: "deadline-near", deadline, team: "Late" }]);
    expect(reminded(alone)).toEqual([{ kind: "deadline-near", deadline, team: null }]);
    expect(reminded(done.userId)).toEqual([]);
  });

  it("comes again for a deadline that was moved", () => {
    using small = openCourse();
    const { db, course } = small;
    const { userId } = small.addTeam("A");
    insertCourseMember(db, { courseId: course.id, userId, role: "student", now: noon });
    remindOfDeadlines(db, new Date(course.deadline.getTime() - hour));
    const deadline = new Date(course.deadline.getTime() + 48 * hour);
    updateCourseDeadline(db, { courseId: course.id, deadline, why: "Test.", actor: "system", now: noon });
    remindOfDeadlines(db, course.deadline);
    expect(kindsOf(small, userId).filter((kind) => kind === "deadline-near")).toHaveLength(1);
    remindOfDeadlines(db, new Date(deadline.getTime() - hour));
    expect(kindsOf(small, userId).filter((kind) => kind === "deadline-near")).toHaveLength(2);
  });
});
