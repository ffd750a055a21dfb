import type { GradingTask } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blindName, gradingOrder } from "./grading-order.ts";
import { type SplitRequest, splitTasks } from "./split-tasks.ts";

const now = new Date("2026-11-24T12:00:00Z");
const ids = (prefix: string, n: number) => Array.from({ length: n }, (_, k) => `${prefix}${k}`);

function request(values: Partial<SplitRequest> = {}): SplitRequest {
  return {
    courseId: "c",
    seed: "secret",
    teams: ids("team-", 10),
    parts: ["report"],
    graders: ids("grader-", 3).map((id) => ({ id, parts: null })),
    given: [],
    doubleShare: 0,
    now,
    ...values,
  };
}

const countsOf = (tasks: readonly GradingTask[], purpose: GradingTask["purpose"]) => {
  const counts = new Map<string, number>();
  for (const task of tasks)
    if (task.purpose === purpose) counts.set(task.graderId, (counts.get(task.graderId) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => a - b);
};

describe("splitTasks", () => {
  it("gives every hand-in of every part to one grader, evenly, and asked again it gives nothing new", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 6 }), (teams, graders) => {
        const asked = request({
          teams: ids("team-", teams),
          graders: ids("grader-", graders).map((id) => ({ id, parts: null })),
        });
        const { give } = splitTasks(asked);
        expect(new Set(give.map(({ teamId }) => teamId)).size).toBe(teams);
        expect(give).toHaveLength(teams);
        const counts = countsOf(give, "grade");
        if (teams >= graders) expect((counts.at(-1) ?? 0) - (counts[0] ?? 0)).toBeLessThanOrEqual(1);
        expect(splitTasks({ ...asked, given: give })).toEqual({ give: [], take: [] });
        expect(splitTasks({ ...asked, teams: [...asked.teams].reverse() }).give).toEqual(give);
      }),
    );
  });

  it("leaves what was given with its grader when hand-ins are added, and gives the new ones to who has least", () => {
    const first = splitTasks(request()).give;
    const { give } = splitTasks(request({ teams: ids("team-", 12), given: first }));
    expect(give.map(({ teamId }) => teamId).sort()).toEqual(["team-10", "team-11"]);
    expect(countsOf([...first, ...give], "grade")).toEqual([4, 4, 4]);
  });

  it("gives a grader the parts that are named, and takes tasks from whoever no longer grades them", () => {
    const graders = [
      { id: "all", parts: null },
      { id: "code", parts: ["script"] },
    ];
    const { give } = splitTasks(request({ parts: ["report", "script"], graders }));
    expect(give.filter(({ graderId, part }) => graderId === "code" && part === "report")).toEqual([]);
    expect(
      countsOf(
        give.filter(({ part }) => part === "script"),
        "grade",
      ),
    ).toEqual([5, 5]);
    const later = splitTasks(request({ parts: ["report", "script"], graders: graders.slice(0, 1), given: give }));
    expect(later.take.every(({ graderId }) => graderId === "code")).toBe(true);
    expect(later.give.map(({ part }) => part)).toEqual(Array(5).fill("script"));
  });

  it("has a sample graded twice, never by one person", () => {
    const { give } = splitTasks(request({ doubleShare: 0.25 }));
    const second = give.filter(({ purpose }) => purpose === "second");
    expect(second).toHaveLength(3);
    for (const { teamId, graderId } of second)
      expect(give.find((task) => task.teamId === teamId && task.purpose === "grade")?.graderId).not.toBe(graderId);
    const alone = request({ graders: [{ id: "one", parts: null }], doubleShare: 1 });
    expect(splitTasks(alone).give.every(({ purpose }) => purpose === "grade")).toBe(true);
  });
});

describe("gradingOrder", () => {
  const rows = ids("team-", 30).map((teamId) => ({ teamId }));
  const order = (graderId: string, seed = "secret") =>
    gradingOrder(rows, { seed, graderId }).map(({ teamId }) => teamId);

  it("is the same whenever it is asked for, another one for another grader, and holds every hand-in once", () => {
    expect(order("a")).toEqual(order("a"));
    expect(order("a")).not.toEqual(order("b"));
    expect(order("a")).not.toEqual(order("a", "other"));
    expect([...order("a")].sort()).toEqual(rows.map(({ teamId }) => teamId).sort());
  });

  it("keeps the others in their order when one is added", () => {
    const more = gradingOrder([...rows, { teamId: "new" }], { seed: "secret", graderId: "a" });
    expect(more.map(({ teamId }) => teamId).filter((id) => id !== "new")).toEqual(order("a"));
  });

  it("hides a team behind a name that says nothing", () => {
    expect(blindName("secret", "team-1")).toMatch(/^[0-9A-Z]{5}$/);
    expect(blindName("secret", "team-1")).toBe(blindName("secret", "team-1"));
    expect(blindName("secret", "team-1")).not.toBe(blindName("secret", "team-2"));
  });
});
