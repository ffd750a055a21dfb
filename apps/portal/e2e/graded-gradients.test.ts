import { type Course, gradientVerdict } from "@gradmark/contract";
import {
  insertCourseMember,
  selectLedger,
  selectOptionalPersonByEmail,
  selectOptionalTeamByName,
  submitAnswer,
  updateCourseDeadline,
} from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addCourse } from "./course-home.ts";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

const right = "dE/dx_out * x_out * (1 - x_out)";
const wrong = (k: number) => `dE/dx_out * x_out * (1 + ${k + 2}*x_out)`;
let portal: TestPortal;
let strict: Course;
let sealed: Course;
let ada: Person;
let bob: Person;
let eve: Person;
let tess: Person;

beforeAll(async () => {
  portal = await startTestPortal();
  const { home, database } = portal.home;
  strict = (await addCourse(home, database, { slug: "strict", kitLines: "gradients: { tries: 2 }\n" })).course;
  const kitLines = "gradients: { tries: 3, verdict: after-deadline }\n";
  sealed = (await addCourse(home, database, { slug: "sealed", kitLines })).course;
  ada = await enrol(portal.url, "Ada", "Team A", "strict");
  eve = await enrol(portal.url, "Eve", "Team E", "sealed");
  bob = await enrol(portal.url, "Bob");
  await joinAda();
  tess = await enrol(portal.url, "Tess");
  const id = selectOptionalPersonByEmail(database, "tess@example.org")?.id ?? "";
  for (const { id: courseId } of [strict, sealed])
    insertCourseMember(database, { courseId, userId: id, role: "ta", now: new Date() });
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

async function joinAda(): Promise<void> {
  await bob.api.course.join.mutate({ course: "strict" });
  const team = selectOptionalTeamByName(portal.home.database, { courseId: strict.id, name: "Team A" });
  const joined = await bob.api.team.join.mutate({ course: "strict", inviteCode: team?.inviteCode ?? "" });
  if (!joined.ok) throw new Error(joined.message);
}

const send = (person: Person, course: string, answer: string) =>
  person.api.gradients.check.mutate({ course, problem: "sigmoid", slot: "dx_in", answer });

const slotOf = async (person: Person, course: string) => {
  const { problem } = await person.api.gradients.show.query({ course, problem: "sigmoid" });
  const [slot] = problem.slots;
  if (!slot) throw new Error("no slot");
  return slot;
};

/** Everything that a member can ask of the portal about a course, as one text. */
const everything = async (person: Person, course: string) => {
  const { api } = person;
  const told = [
    await api.gradients.list.query({ course }),
    await api.gradients.show.query({ course, problem: "sigmoid" }),
    await api.course.show.query({ course }),
    await api.course.list.query(),
    await api.handIn.show.query({ course }),
    await api.result.show.query({ course }),
  ];
  const pages = ["", "/gradients", "/gradients/sigmoid", "/hand-in", "/result"];
  const html = await Promise.all(pages.map(async (page) => (await person.fetch(`/c/${course}${page}`)).text()));
  return JSON.stringify(told) + html.join("");
};

const close = (course: Course, at = new Date()) =>
  updateCourseDeadline(portal.home.database, {
    courseId: course.id,
    deadline: at,
    why: "test",
    actor: "system",
    now: new Date(),
  });

describe("a graded slot", () => {
  it("tells whether an answer is right, and not why not", async () => {
    const checked = await send(ada, "strict", wrong(0));
    expect(checked).toMatchObject({ ok: true, tries: { allowed: 2, used: 1, left: 1 } });
    expect(checked.ok && checked.verdict).toMatchObject({
      verdict: "incorrect",
      diagnoses: [],
      counterexample: null,
      evidence: null,
      sealed: true,
    });
    const id = checked.ok ? (checked.id ?? "") : "";
    expect(await ada.api.gradients.difference.query({ course: "strict", answer: id })).toBeNull();
    expect(await everything(ada, "strict")).not.toMatch(/"(expected|got|worstRatio|reference)":/);
  });

  it("takes no try for what cannot be read, and none for the same answer again", async () => {
    expect(await send(ada, "strict", "dE/dx_oot")).toMatchObject({ ok: true, kept: false, tries: { used: 1 } });
    expect(await send(ada, "strict", wrong(0))).toMatchObject({ ok: true, tries: { used: 1 } });
  });

  it("counts for the team: of two members who answer at once one gets the last try, the other no verdict", async () => {
    const both = await Promise.all([send(ada, "strict", wrong(1)), send(bob, "strict", right)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = both.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ refusal: "no-gradient-tries-left" });
    expect(refused).not.toHaveProperty("verdict");
    expect((await slotOf(bob, "strict")).tries).toEqual({ used: 2, left: 0 });
    expect(await send(bob, "strict", right)).toMatchObject({ ok: false, refusal: "no-gradient-tries-left" });
    const lines = selectLedger(portal.home.database, { courseId: strict.id });
    expect(lines.filter(({ kind }) => kind === "gradient-try-used")).toHaveLength(2);
  });

  it("shows in its history who answered what, read as a formula", async () => {
    const { history } = await slotOf(bob, "strict");
    expect(history).toHaveLength(2);
    expect(history.at(-1)).toMatchObject({ by: "Ada", text: wrong(0), verdict: { verdict: "incorrect" } });
    expect(history.at(-1)?.read).toContain("<math");
  });

  it("is refused after the deadline, and explained", async () => {
    close(strict);
    expect(await send(ada, "strict", right)).toMatchObject({ ok: false, refusal: "closed" });
    const first = (await slotOf(ada, "strict")).history.at(-1);
    expect(first?.verdict.sealed).toBe(false);
    expect(first?.verdict.diagnoses).not.toEqual([]);
    expect(first?.verdict.counterexample?.expected).not.toBe(first?.verdict.counterexample?.got);
    const drawn = await ada.api.gradients.difference.query({ course: "strict", answer: first?.id ?? "" });
    expect(drawn?.curve?.points.length).toBeGreaterThan(100);
  });

  it("is sealed again when the deadline moves on", async () => {
    close(strict, new Date(Date.now() + 3_600_000));
    expect((await slotOf(ada, "strict")).history.every(({ verdict }) => verdict.sealed)).toBe(true);
  });
});

describe("a graded slot whose verdict comes after the deadline", () => {
  it("tells nothing of it before, by no procedure and on no page, right or wrong", async () => {
    const before = await everything(eve, "sealed");
    expect(before).not.toContain('"verdict":"correct"');
    const given = await Promise.all([send(eve, "sealed", right), send(eve, "sealed", wrong(0))]);
    for (const checked of given)
      expect(checked).toMatchObject({ ok: true, kept: true, verdict: { verdict: null, diagnoses: [], sealed: true } });
    const told = await everything(eve, "sealed");
    expect(told).not.toMatch(/"(?:verdict|counts)":"(?:correct|incorrect)"/);
    expect(told).not.toMatch(/"(?:expected|got|worstRatio|reference)":/);
    expect(await eve.api.gradients.list.query({ course: "sealed" })).toMatchObject({
      problems: [{ correct: 0, earned: 0, sealed: 1 }],
    });
    const { grade } = await eve.api.result.show.query({ course: "sealed" });
    expect(grade?.parts.find(({ id }) => id === "gradients")).toMatchObject({ points: 0, open: 20 });
  });

  it("tells it, why, and its points after the deadline", async () => {
    close(sealed);
    const { counts, history } = await slotOf(eve, "sealed");
    expect(counts).toBe("correct");
    expect(history.map(({ verdict }) => String(verdict.verdict)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "correct",
      "incorrect",
    ]);
    const { grade } = await eve.api.result.show.query({ course: "sealed" });
    expect(grade?.parts.find(({ id }) => id === "gradients")).toMatchObject({ points: 20, open: 0 });
  });
});

describe("an answer that the checker cannot decide", () => {
  it("waits for the staff, costs no try, and is decided by them only", async () => {
    const { database } = portal.home;
    const team = selectOptionalTeamByName(database, { courseId: strict.id, name: "Team A" });
    const verdict = {
      verdict: "undecided",
      echo: null,
      diagnoses: [],
      evidence: { cells: 1, points: 3, worstRatio: 1 },
    };
    const detail = gradientVerdict.shape.slots.element.parse({ slot: "dx_in", ...verdict });
    const place = { courseId: strict.id, teamId: team?.id ?? "", userId: null, problem: "sigmoid", slot: "dx_in" };
    const undecided = { ...place, answer: "hard", format: "auto", verdict: "undecided", detail } as const;
    const later = new Date(Date.now() + 1000);
    // The team has no try left; such an answer would have needed none, so it is put in beside the quota.
    const taken = submitAnswer(database, { given: { ...undecided, slot: "other" }, now: later });
    if (!taken.ok) throw new Error(taken.refusal);
    expect(taken.tries.used).toBe(0);
    const decision = { course: "strict", answer: taken.answer.id, verdict: "correct", why: "By hand." } as const;
    await expect(ada.api.gradients.undecided.query({ course: "strict" })).rejects.toThrow(/no such course/);
    await expect(ada.api.gradients.decide.mutate(decision)).rejects.toThrow(/no such course/);
    const { answers } = await tess.api.gradients.undecided.query({ course: "strict" });
    expect(answers).toMatchObject([{ team: "Team A", problem: "sigmoid", text: "hard" }]);
    expect(await tess.api.gradients.decide.mutate({ ...decision, course: "sealed" })).toMatchObject({ ok: false });
    expect(await tess.api.gradients.decide.mutate(decision)).toEqual({ ok: true });
    expect(await tess.api.gradients.decide.mutate(decision)).toMatchObject({ refusal: "decided-already" });
  });
});
