import { describe, expect, it } from "vitest";
import { makeCourseHome } from "#e2e/course-home.ts";
import { checklist, isListed, type Progress, viewCourse } from "./view.ts";

async function progress(changes: Partial<Progress> = {}): Promise<Progress> {
  using home = await makeCourseHome();
  const nothing = { team: null, members: 0, slots: 4, correctSlots: 0, entries: 0, bestScore: null };
  return { course: home.course, ...nothing, benchmarkScore: null, finalChosen: 0, handedInAt: null, ...changes };
}

describe("viewCourse", () => {
  it("does not hold the seed or any other part of the row", async () => {
    const { course } = await progress();
    const text = JSON.stringify(viewCourse(course));
    expect(course.seed).not.toBe("");
    expect(text).not.toContain(course.seed);
    expect(text).not.toContain("benchmark");
  });
});

describe("checklist", () => {
  it("begins with the team and ends with the hand-in", async () => {
    const steps = checklist(await progress());
    expect(steps.map(({ id }) => id)).toEqual([
      "join-team",
      "complete-team",
      "answer-gradients",
      "upload-entry",
      "choose-final",
      "hand-in",
    ]);
    expect(steps.every(({ done }) => !done)).toBe(true);
  });

  it("counts an entry only when it is scored", async () => {
    const uploaded = checklist(await progress({ entries: 2 })).find(({ id }) => id === "upload-entry");
    expect(uploaded).toMatchObject({ done: false, detail: "2 uploaded; none is scored yet." });
    const scored = checklist(await progress({ entries: 2, bestScore: 0.91, benchmarkScore: 0.9 })).find(
      ({ id }) => id === "upload-entry",
    );
    expect(scored).toMatchObject({
      done: true,
      detail: "2 uploaded; best public score 0.9100. The benchmark has 0.9000.",
    });
  });

  it("needs every gradient correct", async () => {
    const step = async (correctSlots: number) =>
      checklist(await progress({ correctSlots })).find(({ id }) => id === "answer-gradients")?.done;
    expect(await step(3)).toBe(false);
    expect(await step(4)).toBe(true);
  });
});

describe("isListed", () => {
  it("hides courses that are being prepared or put away", async () => {
    const { course } = await progress();
    const listed = (["draft", "prepared", "open", "closed", "revealed", "archived"] as const).filter((state) =>
      isListed({ ...course, state }),
    );
    expect(listed).toEqual(["open", "closed", "revealed"]);
  });
});
