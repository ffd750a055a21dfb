import type { MarkContent } from "@gradmark/contract";
import { selectLedger } from "@gradmark/db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GradedHouse, makeGradedHouse, rubricRules } from "#e2e/graded-house.ts";
import { closeHouse } from "../house.ts";

const course = "pocket";
const nothing: MarkContent = { applied: [], adjustment: 0, adjustmentWhy: "", comment: "", note: "" };
const all = (...items: string[]): MarkContent => ({
  ...nothing,
  applied: items.map((item) => ({ item, points: null })),
});
let graded: GradedHouse;
const idOf = (team: string) => graded.handIns.get(team) ?? "";

beforeAll(async () => {
  graded = await makeGradedHouse(["Team A", "Team B", "Team C", "Team D"]);
}, 120_000);
afterAll(() => {
  closeHouse(graded.home);
  graded[Symbol.dispose]();
});

function save(name: string, team: string, content: MarkContent, seen = 0, done = true) {
  return graded.as(name).grading.save({ course, handIn: idOf(team), part: "report", content, seen, done });
}

describe("the workspace's answer", () => {
  it("holds the script as text, the rubric, the findings and the grade in one", async () => {
    const desk = await graded.as("Tara").grading.open({ course, handIn: idOf("Team A") });
    expect(desk.script).toMatchObject({ language: "python", problem: null });
    expect(desk.script.text).toContain("<b>no HTML</b>");
    expect(desk.parts.find(({ id }) => id === "report")).toMatchObject({ cap: 20, purpose: "grade", mark: null });
    expect(desk.rerun).toMatchObject({ outcome: "differs", rows: { all: 40, differing: 3 } });
    expect(desk.gradients.length).toBeGreaterThan(0);
    expect(desk.grade?.open).toBeGreaterThan(0);
    expect(desk.of).toBe(4);
  });

  it("tells who else has it open", async () => {
    await graded.as("Tom").grading.open({ course, handIn: idOf("Team B") });
    const seen = await graded.as("Tara").grading.open({ course, handIn: idOf("Team B") });
    expect(seen.others.map(({ name }) => name)).toEqual(["Tom"]);
    await graded.as("Tom").grading.leave({ course, handIn: idOf("Team B") });
    const later = await graded.as("Tara").grading.visit({ course, handIn: idOf("Team B") });
    expect(later.others).toEqual([]);
  });
});

describe("saving", () => {
  it("refuses two items of a group, an unknown item, and points without a reason", async () => {
    expect(await save("Tara", "Team A", all("good", "poor"))).toMatchObject({ refusal: "exclusive" });
    expect(await save("Tara", "Team A", all("nothing-like-it"))).toMatchObject({ refusal: "unknown-item" });
    expect(await save("Tara", "Team A", { ...all("model"), adjustment: 100 })).toMatchObject({
      refusal: "unexplained",
    });
  });

  it("gives the later of two graders both versions", async () => {
    expect(await save("Tara", "Team A", all("model", "good"))).toMatchObject({ ok: true, mark: { points: 1200 } });
    expect(await save("Tom", "Team A", all("plots"))).toMatchObject({
      ok: false,
      refusal: "stale",
      stored: { by: "Tara", applied: [{ item: "model" }, { item: "good" }] },
    });
  });

  it("counts extra credit on top of the cap", async () => {
    expect(await save("Tara", "Team B", all("model", "plots", "good", "ablation"))).toMatchObject({
      mark: { points: 2300 },
    });
  });
});

describe("a second opinion", () => {
  it("is given by somebody else, who sees neither the first mark nor its comments until both can be compared", async () => {
    const done = await graded.as("Tara").graders.split({ course, doubleShare: 1 });
    expect(done.given).toBeGreaterThan(0);
    expect((await graded.as("Tara").graders.split({ course, doubleShare: 1 })).given).toBe(0);
    const names = ["Tara", "Tom", "Rita"];
    for (const name of names) {
      const { lines } = await graded.as(name).grading.queue({ course });
      const second = lines.find(({ parts }) => parts.some(({ part, task }) => part === "report" && task === "second"));
      if (!second) continue;
      const desk = await graded.as(name).grading.open({ course, handIn: second.handInId });
      expect(desk.parts.find(({ id }) => id === "report")).toMatchObject({ purpose: "second", mark: null });
      expect(desk.grade).toBeNull();
      expect(desk.comments.filter(({ part }) => part === "report")).toEqual([]);
      const request = { course, handIn: second.handInId, part: "report", content: all("plots"), seen: 0, done: true };
      expect((await graded.as(name).grading.save(request)).ok).toBe(true);
    }
    const report = (await graded.as("Olga").graders.show({ course })).parts.find(({ part }) => part === "report");
    expect(report?.agreement.pairs).toBeGreaterThan(0);
    expect(report?.graders.find(({ count }) => count === 2)?.mean).toBeCloseTo(17.5, 10);
  });
});

describe("a change of the rules", () => {
  const rules = () => {
    const found = rubricRules(graded);
    return {
      ...found,
      parts: found.parts.map((part) =>
        part.grading.rule === "rubric"
          ? {
              ...part,
              grading: {
                ...part.grading,
                items: part.grading.items.map((item) => (item.id === "model" ? { ...item, points: 5 } : item)),
              },
            }
          : part,
      ),
    };
  };
  const about = { course, title: "Model is worth 5", why: "The handout said so." };
  const pointsOf = async () =>
    (await graded.as("Tara").grading.open({ course, handIn: idOf("Team A") })).parts.find(({ id }) => id === "report")
      ?.mark?.points;

  it("shows whose total would move, moves nobody before it is applied, all together when it is, and back", async () => {
    const tara = graded.as("Tara");
    const proposal = await tara.changes.propose({ ...about, change: { rules: rules() } });
    expect(proposal.moves.map(({ team, before, after }) => [team, (after ?? 0) - (before ?? 0)])).toEqual([
      ["Team A", -300],
      ["Team B", -300],
    ]);
    expect(await pointsOf()).toBe(1200);
    expect(await tara.changes.carryOut({ course, proposal: proposal.id })).toMatchObject({ ok: true });
    expect(await pointsOf()).toBe(900);
    const lines = selectLedger(graded.database, { courseId: graded.course.id });
    expect(lines.filter(({ why }) => why.startsWith("Model is worth 5")).map(({ amount }) => amount)).toEqual([-3, -3]);
    expect(await tara.changes.undoChange({ course, proposal: proposal.id })).toMatchObject({
      ok: true,
      proposal: { state: "undone" },
    });
    expect(await pointsOf()).toBe(1200);
  });

  it("is not applied when marks have changed since it was shown", async () => {
    const tara = graded.as("Tara");
    const proposal = await tara.changes.propose({ ...about, change: { rules: rules() } });
    await save("Tara", "Team A", all("good"), 1);
    const refused = await tara.changes.carryOut({ course, proposal: proposal.id });
    expect(refused).toMatchObject({ ok: false, refusal: "moves-changed", proposal: { moves: [{ team: "Team B" }] } });
    await tara.changes.discardChange({ course, proposal: proposal.id });
  });

  it("is refused when the weights do not add up, and for teams of another course", async () => {
    const tara = graded.as("Tara");
    const broken = { ...rules(), parts: rules().parts.slice(1) };
    await expect(tara.changes.propose({ ...about, change: { rules: broken } })).rejects.toThrow(/add up to 80/);
    const foreign = { teamId: "other", userId: null, part: null, kind: "add" as const, amount: 100, why: "x" };
    await expect(tara.changes.propose({ ...about, change: { addAdjustments: [foreign] } })).rejects.toThrow(/not in/);
  });
});

describe("a regrade request", () => {
  it("is asked by the team, answered by another grader, and read by the team without a grader's name", async () => {
    const team = graded.as("Team B");
    expect(await team.feedback.askRegrade({ course, part: "report", text: "Why?" })).toMatchObject({ ok: false });
    await graded.as("Tara").changes.release({ course, part: "report", regradeUntil: new Date(Date.now() + 1e6) });
    expect(await team.feedback.askRegrade({ course, part: "report", text: "The plots have units." })).toEqual({
      ok: true,
    });
    const [request] = (await graded.as("Tom").regrades.list({ course })).requests;
    const answer = { course, regrade: request?.id ?? "", answer: "You are right about page 3.", change: null };
    expect(await graded.as("Tara").regrades.answer(answer)).toMatchObject({ refusal: "same-grader" });
    await expect(graded.as("Carl").regrades.answer(answer)).rejects.toThrow(/do not grade/);
    await expect(graded.as("Otto").regrades.answer(answer)).rejects.toThrow(/observe/);
    const change = { content: { ...all("model"), adjustment: 50, adjustmentWhy: "Half." }, seen: 1 };
    expect(await graded.as("Tom").regrades.answer({ ...answer, change })).toMatchObject({
      ok: true,
      request: { pointsBefore: 2300, pointsAfter: 850 },
    });
    const shown = JSON.stringify(await team.feedback.show({ course }));
    expect(shown).toContain("You are right about page 3.");
    expect(shown).not.toMatch(/Tom|Tara/);
  });
});
