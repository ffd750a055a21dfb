import { selectStaffActions, updateCourseState } from "@gradmark/db";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addCourse } from "#e2e/course-home.ts";
import { type GradedHouse, makeGradedHouse } from "#e2e/graded-house.ts";
import { closeHouse } from "../house.ts";

const course = "pocket";
const nothing = { applied: [], adjustment: 0, adjustmentWhy: "", comment: "", note: "" };
const secretNote = "staff-secret-4711";
let graded: GradedHouse;
let first: string;

beforeAll(async () => {
  graded = await makeGradedHouse();
  first = graded.handIns.get("Team A") ?? "";
}, 120_000);
afterAll(() => {
  closeHouse(graded.home);
  graded[Symbol.dispose]();
});

/** `yes`, the refusal of an answer, or the code of an error. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    const answer = await call;
    const refused =
      typeof answer === "object" && answer !== null && "refusal" in answer ? String(answer.refusal) : null;
    return refused ?? "yes";
  } catch (error) {
    return error instanceof TRPCError ? error.code : String(error);
  }
}

const everybody = ["Olga", "Tara", "Rita", "Carl", "Otto", "Team A", "Eve"];

/** What each of `everybody` gets. */
async function matrix(call: (name: string) => Promise<unknown>): Promise<string[]> {
  const answers: string[] = [];
  for (const name of everybody) answers.push(await outcome(call(name)));
  return answers;
}

describe("who may do what, by role", () => {
  const no = "NOT_FOUND";
  it.each<[string, (name: string) => Promise<unknown>, string[]]>([
    [
      "read the queue",
      (name) => graded.as(name).grading.queue({ course }),
      ["yes", "yes", "yes", "yes", "yes", no, no],
    ],
    [
      "open a hand-in",
      (name) => graded.as(name).grading.open({ course, handIn: first }),
      ["yes", "yes", "yes", "yes", "yes", no, no],
    ],
    [
      "read what waits today",
      (name) => graded.as(name).staff.today({ course }),
      ["yes", "yes", "yes", "yes", "yes", no, no],
    ],
    [
      "comment on the report",
      (name) =>
        graded.as(name).grading.comment({
          course,
          handIn: first,
          part: "report",
          place: { kind: "general" },
          text: "x",
          audience: "staff",
        }),
      ["yes", "yes", "yes", "FORBIDDEN", "FORBIDDEN", no, no],
    ],
    [
      "grade the report (nobody has seen a version 99)",
      (name) =>
        graded
          .as(name)
          .grading.save({ course, handIn: first, part: "report", content: nothing, seen: 99, done: false }),
      ["stale", "stale", "stale", "FORBIDDEN", "FORBIDDEN", no, no],
    ],
    [
      "grade the script",
      (name) =>
        graded
          .as(name)
          .grading.save({ course, handIn: first, part: "script", content: nothing, seen: 99, done: false }),
      ["stale", "stale", "FORBIDDEN", "stale", "FORBIDDEN", no, no],
    ],
    [
      "see the changes",
      (name) => graded.as(name).changes.list({ course }),
      ["yes", "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", no, no],
    ],
    [
      "see how graders agree",
      (name) => graded.as(name).graders.show({ course }),
      ["yes", "yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", no, no],
    ],
    [
      "hide names",
      (name) => graded.as(name).graders.setBlind({ course, blind: false }),
      ["yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", no, no],
    ],
    [
      "give roles",
      (name) =>
        graded.as(name).graders.setRole({ course, person: graded.people.get("Tom")?.id ?? "", role: "ta", parts: [] }),
      ["yes", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", no, no],
    ],
  ])("%s", async (_, call, expected) => {
    expect(await matrix(call)).toEqual(expected);
  });

  it("stops at the course's border: its staff finds nothing of another course's, by any name", async () => {
    const other = await addCourse(graded.home, graded.house.database, { slug: "other" });
    expect(other.course.slug).toBe("other");
    const tara = graded.as("Tara");
    expect(await outcome(tara.grading.open({ course: "other", handIn: first }))).toBe("NOT_FOUND");
    expect(await outcome(tara.grading.open({ course, handIn: "none" }))).toBe("NOT_FOUND");
    const [one] = (await tara.changes.list({ course })).proposals;
    expect(await outcome(tara.changes.undoChange({ course: "other", proposal: one?.id ?? "" }))).toBe("NOT_FOUND");
  });

  it("keeps an owner, and writes roles down", async () => {
    const olga = graded.people.get("Olga")?.id ?? "";
    const demote = { course, person: olga, role: "ta" as const, parts: [] };
    expect(await outcome(graded.as("Olga").graders.setRole(demote))).toBe("BAD_REQUEST");
    const actions = selectStaffActions(graded.database, { courseId: graded.course.id, action: "role-changed" });
    expect(actions.length).toBeGreaterThan(0);
  });
});

describe("what a grader of some parts sees", () => {
  it("are the marks, comments and rubric of those parts, and no total", async () => {
    const { database } = graded;
    expect(database).toBeDefined();
    const tara = graded.as("Tara");
    const content = { ...nothing, note: secretNote, comment: "for the team" };
    await tara.grading.save({ course, handIn: first, part: "script", content, seen: 0, done: true });
    const seen = await graded.as("Rita").grading.open({ course, handIn: first });
    expect(seen.parts.map(({ id }) => id)).toEqual(["report"]);
    expect(seen.grade).toBeNull();
    expect(JSON.stringify(seen)).not.toContain(secretNote);
    const whole = await graded.as("Otto").grading.open({ course, handIn: first });
    expect(whole.parts.map(({ id, mayGrade }) => [id, mayGrade])).toEqual([
      ["script", false],
      ["report", false],
    ]);
    expect(whole.grade?.parts).toHaveLength(4);
  });

  it("leaves a trace: that the work was opened is in the audit log, once for each visit", async () => {
    const views = () =>
      selectStaffActions(graded.database, {
        courseId: graded.course.id,
        action: "work-viewed",
        actor: graded.people.get("Rita")?.id ?? "",
      });
    const before = views().length;
    await graded.as("Rita").grading.open({ course, handIn: first });
    expect(before).toBeGreaterThan(0);
    expect(views()).toHaveLength(before);
    await graded.as("Rita").grading.leave({ course, handIn: first });
    await graded.as("Rita").grading.open({ course, handIn: first });
    expect(views()).toHaveLength(before + 1);
  });
});

describe("what a team sees of its grading", () => {
  const studentAnswers = async () => {
    const team = graded.as("Team A");
    const answers = [
      await team.result.show({ course }),
      await team.feedback.show({ course }),
      await team.handIn.show({ course }),
      await team.course.show({ course }),
      await team.board.show({ course }),
    ];
    return JSON.stringify(answers);
  };

  it("is nothing before the release, and never a note of the staff, a staff comment, an audit or a grader's name", async () => {
    const tara = graded.as("Tara");
    const place = { kind: "general" } as const;
    const about = { course, handIn: first, part: "script", place };
    await tara.grading.comment({ ...about, text: `${secretNote} comment`, audience: "staff" });
    await tara.grading.comment({ ...about, text: "to-the-team-12", audience: "team" });
    expect(await studentAnswers()).not.toMatch(/staff-secret|to-the-team-12|for the team|audit secret|suspicious|Tara/);
    await tara.changes.release({ course, part: "script", regradeUntil: null });
    const shown = await studentAnswers();
    expect(shown).toContain("to-the-team-12");
    expect(shown).not.toMatch(/staff-secret|audit secret|suspicious|Tara/);
    updateCourseState(graded.database, {
      courseId: graded.course.id,
      state: "revealed",
      why: "test",
      actor: "system",
      now: new Date(),
    });
    expect(await studentAnswers()).not.toMatch(/staff-secret|audit secret|suspicious|Tara/);
  });
});

describe("grading blindly", () => {
  it("has neither a team's name nor its place in any answer to those who grade", async () => {
    await graded.as("Olga").graders.setBlind({ course, blind: true });
    const second = graded.handIns.get("Team B") ?? "";
    const tara = graded.as("Tara");
    const answers = [
      await tara.grading.queue({ course }),
      await tara.grading.open({ course, handIn: second }),
      await tara.regrades.list({ course }),
      await tara.graders.show({ course }),
      await tara.staff.today({ course }),
    ];
    const text = JSON.stringify(answers);
    expect(text).not.toContain("Team A");
    expect(text).not.toContain("Team B");
    expect((await tara.grading.open({ course, handIn: second })).board).toMatchObject({
      position: null,
      publicScore: null,
    });
    await graded.as("Olga").graders.setBlind({ course, blind: false });
    expect(JSON.stringify(await tara.grading.queue({ course }))).toContain("Team B");
  });
});
