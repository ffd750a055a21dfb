import { updateCourseDeadline } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enrol, type Person } from "./person.ts";
import { startTestPortal, type TestPortal } from "./test-portal.ts";

const slot = { course: "pocket", problem: "sigmoid", slot: "dx_in" };
let portal: TestPortal;
let ada: Person;
let eve: Person;
let loner: Person;

beforeAll(async () => {
  portal = await startTestPortal();
  ada = await enrol(portal.url, "Ada", "Team A");
  eve = await enrol(portal.url, "Eve", "Team E");
  loner = await enrol(portal.url, "Loner");
}, 600_000);
afterAll(() => portal[Symbol.asyncDispose]());

const check = async (person: Person, answer: string) => {
  const checked = await person.api.gradients.check.mutate({ ...slot, answer });
  if (!checked.ok) throw new Error(checked.message);
  return checked;
};

const history = async (person: Person) => {
  const { problem } = await person.api.gradients.show.query({ course: "pocket", problem: "sigmoid" });
  return problem.slots[0]?.history.map(({ text, verdict }) => [text, verdict.verdict]);
};

describe("an answer", () => {
  it("that cannot be read says where, and is not kept", async () => {
    const { verdict, kept } = await check(ada, "dE/dx_out * x_oot");
    expect(verdict).toMatchObject({ verdict: "invalid", diagnoses: [{ code: "unknown-name", start: 12 }] });
    expect(kept).toBe(false);
    expect(await history(ada)).toEqual([]);
  });

  it("that is wrong comes with a point at which it fails", async () => {
    const { verdict, kept, id } = await check(ada, "dE/dx_out * x_out * (1 + x_out)");
    expect(verdict.verdict).toBe("incorrect");
    expect(verdict.counterexample?.expected).not.toBe(verdict.counterexample?.got);
    expect(kept).toBe(true);
    const drawn = await ada.api.gradients.difference.query({ course: "pocket", answer: id ?? "" });
    expect(drawn?.curve).toMatchObject({ variable: "x_in", mark: { expected: verdict.counterexample?.expected } });
    await expect(eve.api.gradients.difference.query({ course: "pocket", answer: id ?? "" })).rejects.toThrow(
      /no such answer/,
    );
  });

  it("that is right counts, also after a later wrong one", async () => {
    const right = "\\frac{\\partial E}{\\partial x_{out}} x_{out} (1 - x_{out})";
    expect((await check(ada, right)).verdict.verdict).toBe("correct");
    await check(ada, "x_in");
    const { problems } = await ada.api.gradients.list.query({ course: "pocket" });
    expect(problems).toMatchObject([{ correct: 1, slots: 1, earned: 1, points: 1 }]);
    expect((await history(ada))?.map(([, verdict]) => verdict)).toEqual(["incorrect", "correct", "incorrect"]);
  });

  it("is seen by its own team only, and needs a team", async () => {
    expect(await history(eve)).toEqual([]);
    await expect(loner.api.gradients.check.mutate({ ...slot, answer: "1" })).rejects.toThrow(/no team/);
  });

  it("to something that is not asked is refused by name", async () => {
    const elsewhere = { ...slot, problem: "nothing", answer: "1" };
    await expect(ada.api.gradients.check.mutate(elsewhere)).rejects.toThrow('no problem "nothing"');
    await expect(ada.api.gradients.check.mutate({ ...slot, slot: "dx_out", answer: "1" })).rejects.toThrow(/dx_out/);
  });

  it("after the deadline is checked, and not kept", async () => {
    const { database, course } = portal.home;
    const now = new Date();
    updateCourseDeadline(database, { courseId: course.id, deadline: now, why: "test", actor: "system", now });
    const { verdict, kept } = await check(eve, "dE/dx_out*x_out*(1-x_out)");
    expect([verdict.verdict, kept]).toEqual(["correct", false]);
    expect(await history(eve)).toEqual([]);
  });
});
