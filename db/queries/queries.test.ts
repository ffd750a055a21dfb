import { describe, expect, it } from "vitest";
import { addUser, later, noon, openCourse } from "../fixtures/open-course.ts";
import {
  createTeam,
  deleteChangesBefore,
  insertAnswer,
  insertChange,
  insertCourseMember,
  joinTeam,
  leaveTeam,
  selectAnswers,
  selectChangesSince,
  selectCountingAnswers,
  selectCourse,
  selectCoursesOf,
  selectEntry,
  selectLatestChangeId,
  selectTeamMembers,
} from "../index.ts";

describe("select", () => {
  it("throws when a row is absent, and names it", () => {
    using small = openCourse();
    expect(() => selectCourse(small.db, "nowhere")).toThrow("There is no course nowhere.");
    expect(() => selectEntry(small.db, "none")).toThrow("There is no entry none.");
  });

  it("throws when a row is not what the contract says", () => {
    using small = openCourse();
    small.db.client.exec("update course set kit = '{}'");
    expect(() => selectCourse(small.db, small.course.id)).toThrow();
  });
});

describe("teams", () => {
  it("have names that are equal only byte by byte", () => {
    using small = openCourse();
    small.addTeam("Über");
    expect(() => small.addTeam("über")).not.toThrow();
    expect(() => small.addTeam("U\u0308ber")).not.toThrow();
    expect(() => small.addTeam("Über")).toThrow(/name-taken/);
  });

  it("hold a person once in a course and no more people than the kit allows", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const [second, third] = [addUser(small.db, "second"), addUser(small.db, "third")];
    expect(joinTeam(small.db, { teamId: team.id, userId, now: noon })).toMatchObject({ refusal: "already-in-team" });
    expect(joinTeam(small.db, { teamId: team.id, userId: second, now: noon })).toMatchObject({ ok: true });
    expect(joinTeam(small.db, { teamId: team.id, userId: third, now: noon })).toMatchObject({ refusal: "team-full" });
    const own = { courseId: small.course.id, name: "B", createdBy: second, now: noon };
    expect(createTeam(small.db, own)).toMatchObject({ refusal: "already-in-team" });
    leaveTeam(small.db, { teamId: team.id, userId: second, now: noon });
    expect(selectTeamMembers(small.db, team.id).map((one) => one.id)).toEqual([userId]);
    expect(createTeam(small.db, own)).toMatchObject({ ok: true });
  });
});

describe("course members", () => {
  it("have one role in a course, the last one given", () => {
    using small = openCourse();
    const userId = addUser(small.db, "A");
    for (const role of ["student", "ta"] as const)
      insertCourseMember(small.db, { courseId: small.course.id, userId, role, now: noon });
    expect(selectCoursesOf(small.db, userId)).toMatchObject([{ role: "ta", course: { slug: "small" } }]);
  });
});

describe("answers", () => {
  it("count by the newest correct one of a slot, else by the newest", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const answer = (slot: string, text: string, verdict: "correct" | "incorrect", at: number) => {
      const place = { courseId: small.course.id, teamId: team.id, userId, problem: "softmax", slot };
      insertAnswer(small.db, { ...place, answer: text, format: "auto", verdict, detail: {} }, later(at));
    };
    answer("i", "wrong", "incorrect", 1);
    answer("i", "right", "correct", 2);
    answer("i", "wrong again", "incorrect", 3);
    answer("j", "wrong", "incorrect", 4);
    answer("j", "still wrong", "incorrect", 5);
    const counting = selectCountingAnswers(small.db, team.id).map((one) => one.answer);
    expect(new Set(counting)).toEqual(new Set(["right", "still wrong"]));
    expect(selectAnswers(small.db, { teamId: team.id, problem: "softmax" })).toHaveLength(5);
  });
});

describe("changes", () => {
  it("are given in order, to a team its own and those that concern everybody, and numbers never come back", () => {
    using small = openCourse();
    const after = selectLatestChangeId(small.db);
    const note = (teamId: string | null, subjectId: string) =>
      insertChange(small.db, { courseId: small.course.id, teamId, topic: "entry", subjectId, at: noon });
    note("a", "1");
    note("b", "2");
    note(null, "3");
    const seen = selectChangesSince(small.db, { after, courseId: small.course.id, teamId: "a" });
    expect(seen.map((change) => change.subjectId)).toEqual(["1", "3"]);
    const common = selectChangesSince(small.db, { after, courseId: small.course.id, teamId: null });
    expect(common.map((change) => change.subjectId)).toEqual(["3"]);
    const last = selectLatestChangeId(small.db);
    deleteChangesBefore(small.db, later(1));
    expect(selectLatestChangeId(small.db)).toBe(0);
    note("a", "4");
    expect(selectChangesSince(small.db, { after: last }).map((change) => change.id)).toEqual([last + 1]);
  });
});
