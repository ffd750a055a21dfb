import { insertCourseMember, selectNoticesOf, selectPeople, selectStaffActions } from "@gradmark/db";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ApiHouse, type Name, openApiHouse } from "#e2e/api-house.ts";
import { type House, openHouse } from "#server/house.ts";
import { appRouter } from "#server/root.ts";
import { createCaller } from "#server/trpc.ts";

let api: ApiHouse;
let house: House;
let clock = 0;
const course = "pocket";

beforeEach(async () => {
  api = await openApiHouse();
  house = openHouse();
  clock = Date.now();
});
afterEach(() => api[Symbol.dispose]());

function idOf(name: Name): string {
  return selectPeople(house.database).find((person) => person.name === name)?.id ?? "";
}

/** The router as a person calls it, a second later each time. */
function as(name: Name) {
  clock += 1000;
  const person = selectPeople(house.database).find((one) => one.name === name) ?? null;
  return createCaller(appRouter)({ house, person, now: new Date(clock) }).questions;
}

async function ask(
  name: Name,
  title = "Is padding allowed?",
  body = "We are Team A, I am ada: $x^2$?",
): Promise<string> {
  const asked = await as(name).ask({ course, title, body });
  if (!asked.ok) throw new Error(asked.message);
  return asked.question;
}

const published = { title: "Padding", question: "Is padding allowed?", answer: "Yes, by $2$ pixels." };

function told(name: Name) {
  return selectNoticesOf(house.database, { userId: idOf(name), limit: 100 })
    .map(({ notice }) => notice.facts)
    .filter(({ kind }) => kind.startsWith("question"));
}

describe("a question", () => {
  it("is read by the team that asked and the staff, and by nobody else", async () => {
    const question = await ask("ada");
    for (const name of ["ada", "ann", "tara", "olga"] as const)
      expect((await as(name).show({ course, question })).messages[0]?.html).toContain("katex");
    for (const name of ["eve", "sid"] as const) {
      await expect(as(name).show({ course, question })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(as(name).show({ course: "other", question })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await as("eve").list({ course })).questions).toEqual([]);
    expect((await as("ann").list({ course })).questions).toHaveLength(1);
  });

  it("is added to by its team only, and is open again then", async () => {
    const question = await ask("ada");
    await as("tara").answer({ course, question, body: "Yes." });
    expect(await as("eve").add({ course, question, body: "x" })).toMatchObject({ ok: false, refusal: "no-question" });
    expect(await as("ann").add({ course, question, body: "And how far?" })).toMatchObject({ ok: true });
    const shown = await as("ada").show({ course, question });
    expect(shown.question?.state).toBe("open");
    expect(shown.messages.map(({ side, by }) => `${side} ${by}`)).toEqual(["team ada", "staff Staff", "team ann"]);
  });

  it("tells the staff that it came and the whole team that it is answered", async () => {
    const question = await ask("ada");
    expect(told("tara")).toEqual([{ kind: "question-asked", questionId: question, title: "Is padding allowed?" }]);
    await as("tara").answer({ course, question, body: "Yes." });
    for (const name of ["ada", "ann"] as const)
      expect(told(name)).toEqual([{ kind: "question-answered", questionId: question, title: "Is padding allowed?" }]);
    expect(told("eve")).toEqual([]);
  });

  it("of somebody without a team is between this person and the staff", async () => {
    insertCourseMember(house.database, {
      courseId: api.home.course.id,
      userId: idOf("sid"),
      role: "student",
      now: new Date(clock),
    });
    const question = await ask("sid");
    expect((await as("sid").show({ course, question })).own).toBe(true);
    await expect(as("ada").show({ course, question })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as("olga").answer({ course, question, body: "Yes." });
    expect(told("sid")).toHaveLength(1);
  });

  it("is refused when a person has asked twenty within a day", async () => {
    for (let n = 1; n <= 20; n++) await ask("ada", `Question ${n}`);
    expect(await as("ada").ask({ course, title: "One more", body: "?" })).toMatchObject({
      ok: false,
      refusal: "too-many-questions",
    });
    clock += 24 * 60 * 60_000;
    expect(await as("ada").ask({ course, title: "One more", body: "?" })).toMatchObject({ ok: true });
  });
});

describe("only staff who lead", () => {
  it("answer, publish, take back and refer", async () => {
    const question = await ask("ada");
    for (const [name, code] of [
      ["ada", "NOT_FOUND"],
      ["eve", "NOT_FOUND"],
      ["sid", "NOT_FOUND"],
    ] as const) {
      await expect(as(name).answer({ course, question, body: "x" })).rejects.toMatchObject({ code });
      await expect(as(name).publish({ course, question, published })).rejects.toMatchObject({ code });
      await expect(as(name).hide({ course, question })).rejects.toMatchObject({ code });
      await expect(as(name).markDuplicate({ course, question, of: question })).rejects.toMatchObject({ code });
    }
    insertCourseMember(house.database, {
      courseId: api.home.course.id,
      userId: idOf("tara"),
      role: "observer",
      now: new Date(clock),
    });
    await expect(as("tara").answer({ course, question, body: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as("tara").show({ course, question })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("of another course learn and change nothing", async () => {
    const question = await ask("ada");
    const other = { course: "other", question };
    const { courseId } = {
      courseId: house.database.client.prepare("select id from course where slug = 'other'").pluck().get(),
    };
    insertCourseMember(house.database, {
      courseId: String(courseId),
      userId: idOf("sid"),
      role: "owner",
      now: new Date(clock),
    });
    await expect(as("sid").show(other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await as("sid").answer({ ...other, body: "x" })).toMatchObject({ refusal: "no-question" });
    expect(await as("sid").publish({ ...other, published })).toMatchObject({ refusal: "no-question" });
    expect((await as("ada").show({ course, question })).messages).toHaveLength(1);
  });

  it("leave each of these in the audit log", async () => {
    const question = await ask("ada");
    await as("tara").answer({ course, question, body: "Yes." });
    await as("tara").publish({ course, question, published });
    await as("olga").hide({ course, question });
    const lines = selectStaffActions(house.database, { courseId: api.home.course.id, subjectId: question });
    expect(lines.map(({ action }) => action)).toEqual(["question-hidden", "question-published", "question-answered"]);
  });
});

describe("a published question", () => {
  it("is read by every team in the words of the staff, and nothing in it tells who asked", async () => {
    const question = await ask("ada");
    await as("tara").answer({ course, question, body: "Yes, ada of Team A." });
    await as("tara").publish({ course, question, published });
    const everything = JSON.stringify([await as("eve").list({ course }), await as("eve").show({ course, question })]);
    expect(everything).toContain("Is padding allowed?");
    for (const secret of ["ada", "Team A", "tara", idOf("ada"), idOf("tara")]) expect(everything).not.toContain(secret);
  });

  it("is found by all of the words that are searched, in any order and case", async () => {
    const question = await ask("ada");
    await as("tara").publish({ course, question, published });
    const found = async (text: string) => (await as("eve").list({ course, text })).published.length;
    expect(await found("PIXELS padding")).toBe(1);
    expect(await found("padding stride")).toBe(0);
    expect(await found("title")).toBe(0);
    expect(await found("%")).toBe(0);
  });

  it("is taken back as a whole", async () => {
    const question = await ask("ada");
    await as("tara").publish({ course, question, published });
    await as("tara").hide({ course, question });
    expect((await as("eve").list({ course })).published).toEqual([]);
    await expect(as("eve").show({ course, question })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("answers another one, whose team is told where; one that is not published cannot", async () => {
    const [first, second] = [await ask("ada"), await ask("eve", "Padding?")];
    const refer = () => as("tara").markDuplicate({ course, question: second, of: first });
    expect(await refer()).toMatchObject({ refusal: "not-published" });
    await as("tara").publish({ course, question: first, published });
    expect(await refer()).toMatchObject({ ok: true });
    expect((await as("eve").show({ course, question: second })).duplicateOf).toMatchObject({ title: "Padding" });
    expect(told("eve").at(0)).toMatchObject({ kind: "question-duplicate", of: first });
  });

  it("lets no HTML, script or command of TeX of anybody through", async () => {
    const hostile =
      "<script>alert(1)</script><img src=x onerror=alert(1)> $\\href{javascript:alert(1)}{x}$ [a](javascript:alert(1))";
    const question = await ask("ada", hostile, hostile);
    await as("tara").answer({ course, question, body: hostile });
    await as("tara").publish({ course, question, published: { title: hostile, question: hostile, answer: hostile } });
    const { messages, published: shown } = await as("ada").show({ course, question });
    for (const html of [...messages.map((one) => one.html), shown?.question ?? "", shown?.answer ?? ""])
      expect(html).not.toMatch(/<script|<img|href="?javascript/i);
  });
});
