import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { kit } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { noon, type OpenCourse, openCourse } from "../fixtures/open-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import {
  decideUndecided,
  selectCountingAnswers,
  selectLedger,
  selectSlotTries,
  selectTries,
  selectUndecidedAnswers,
  submitAnswer,
} from "../index.ts";

const graded = kit.parse({ ...smallKit, gradients: { practice: ["softmax/different"], tries: 2 } });

function answering(small: OpenCourse, teamName = "A") {
  const { team, userId } = small.addTeam(teamName);
  const place = { courseId: small.course.id, teamId: team.id, userId, problem: "softmax", format: "auto" } as const;
  const send = (answer: string, verdict: "correct" | "incorrect" | "undecided" = "incorrect", slot = "same") =>
    submitAnswer(small.db, { given: { ...place, slot, answer, verdict, detail: {} }, now: noon });
  const tries = (slot = "same") =>
    selectSlotTries(small.db, { course: small.course, teamId: team.id, problem: "softmax", slot });
  return { team, userId, place, send, tries };
}

describe("submitAnswer", () => {
  it("takes as many graded answers to a slot as the kit allows, and counts each slot for itself", () => {
    using small = openCourse(":memory:", graded);
    const { send, tries } = answering(small);
    expect(send("1")).toMatchObject({ ok: true, tries: { allowed: 2, used: 1, left: 1 } });
    expect(send("2")).toMatchObject({ ok: true, tries: { left: 0 } });
    expect(send("3")).toMatchObject({ ok: false, refusal: "no-gradient-tries-left" });
    expect(send("3", "incorrect", "other")).toMatchObject({ ok: true, tries: { left: 1 } });
    expect(tries()).toEqual({ allowed: 2, used: 2, left: 0 });
  });

  it("counts for the team, whichever member answers, and for no other team", () => {
    using small = openCourse(":memory:", graded);
    const { send, place, tries } = answering(small);
    const other = answering(small, "B");
    const given = { ...place, slot: "same", answer: "b", verdict: "incorrect", detail: {} } as const;
    send("a");
    expect(submitAnswer(small.db, { given: { ...given, userId: other.userId }, now: noon }).ok).toBe(true);
    expect(send("c").ok).toBe(false);
    expect([tries().left, other.tries().left]).toEqual([0, 2]);
  });

  it("takes no try for what the checker could not decide, and none for the same answer again", () => {
    using small = openCourse(":memory:", graded);
    const { send, tries } = answering(small);
    send("hard", "undecided");
    expect(tries().used).toBe(0);
    const first = send("1");
    const again = send("1");
    expect(again).toMatchObject({ ok: true, repeated: true, tries: { used: 1 } });
    expect(first.ok && again.ok && first.answer.id === again.answer.id).toBe(true);
  });

  it("takes any number of answers to practice, and leaves the tries of the competition alone", () => {
    using small = openCourse(":memory:", graded);
    const { send, team } = answering(small);
    for (let k = 0; k < 20; k++) expect(send(`${k}`, "incorrect", "different").ok).toBe(true);
    send("1");
    expect(selectTries(small.db, { course: small.course, teamId: team.id, now: noon }).used).toBe(0);
    expect(selectLedger(small.db, { courseId: small.course.id, teamId: team.id }).map(({ kind }) => kind)).toEqual([
      "gradient-try-used",
    ]);
  });

  it("refuses at the deadline itself", () => {
    using small = openCourse(":memory:", graded);
    const { place } = answering(small);
    const given = { ...place, slot: "same", answer: "1", verdict: "correct", detail: {} } as const;
    expect(submitAnswer(small.db, { given, now: small.course.deadline })).toMatchObject({ refusal: "closed" });
  });

  it("gives no extra try to three processes that answer at once", async () => {
    const path = mkdtempSync(join(tmpdir(), "gradmark-db-"));
    try {
      const file = join(path, "gradmark.sqlite");
      using small = openCourse(file, graded);
      const { team, userId, tries } = answering(small);
      const program = join(import.meta.dirname, "../fixtures/answers-gradients.ts");
      const processes = [1, 2, 3].map(() =>
        spawn(process.execPath, [program, file, team.id, userId, noon.toISOString()], {
          stdio: ["ignore", "pipe", "inherit"],
        }),
      );
      const printed = (await Promise.all(processes.map((child) => text(child.stdout)))).join("").trim().split("\n");
      expect(printed).toHaveLength(2);
      expect(tries()).toEqual({ allowed: 2, used: 2, left: 0 });
    } finally {
      rmSync(path, { recursive: true });
    }
  }, 30_000);
});

describe("decideUndecided", () => {
  it("lets a person decide once, with a line in the ledger and without a try", () => {
    using small = openCourse(":memory:", graded);
    const { send, team, userId, tries } = answering(small);
    const sent = send("hard", "undecided");
    if (!sent.ok) throw new Error(sent.refusal);
    const courseId = small.course.id;
    expect(selectUndecidedAnswers(small.db, courseId)).toMatchObject([{ id: sent.answer.id, answer: "hard" }]);
    const decision = { courseId, answerId: sent.answer.id, verdict: "correct", why: "By hand.", now: noon } as const;
    expect(decideUndecided(small.db, { ...decision, decidedBy: userId })).toMatchObject({ ok: true });
    expect(decideUndecided(small.db, { ...decision, decidedBy: userId })).toMatchObject({
      refusal: "decided-already",
    });
    expect(selectUndecidedAnswers(small.db, courseId)).toEqual([]);
    expect(selectCountingAnswers(small.db, team.id)).toMatchObject([{ verdict: "correct", decidedBy: userId }]);
    expect(selectLedger(small.db, { courseId }).at(-1)).toMatchObject({ kind: "grade-changed", actor: userId });
    expect(tries().used).toBe(0);
  });

  it("decides nothing in another course", () => {
    using small = openCourse(":memory:", graded);
    const { send, userId } = answering(small);
    const sent = send("hard", "undecided");
    if (!sent.ok) throw new Error(sent.refusal);
    const elsewhere = { courseId: "other", answerId: sent.answer.id, verdict: "correct", why: "-", now: noon } as const;
    expect(decideUndecided(small.db, { ...elsewhere, decidedBy: userId })).toMatchObject({
      refusal: "no-such-answer",
    });
  });
});
