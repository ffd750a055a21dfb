import type { GradingRules, MarkContent } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { nothing, pointsOf, save, says, withHandIn } from "../fixtures/handed-in.ts";
import { later, noon } from "../fixtures/open-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import {
  answerRegrade,
  applyProposal,
  askRegrade,
  type Database,
  discardProposal,
  proposeChange,
  releasePart,
  selectAdjustments,
  selectLedger,
  selectMarksOfHandIn,
  selectOptionalGradingRules,
  selectRegrades,
  undoProposal,
  withdrawPart,
  withdrawRegrade,
} from "../index.ts";

describe("a regrade request", () => {
  const window = later(86_400_000);
  function asked() {
    const c = withHandIn();
    save(c.db, c.handInId, c.tara, 0, says("model"), true);
    const release = { courseId: c.course.id, part: "report", actor: c.tara, now: noon };
    const ask = (now = later(2000)) =>
      askRegrade(c.db, {
        courseId: c.course.id,
        teamId: c.team.id,
        part: "report",
        askedBy: c.member,
        text: "Why?",
        now,
      });
    const answer = (id: string, actor: string, change: { content: MarkContent; seen: number } | null) =>
      answerRegrade(c.db, {
        courseId: c.course.id,
        id,
        actor,
        answer: "Looked again.",
        change,
        pointsOf,
        now: later(3000),
      });
    return { ...c, release, ask, answer };
  }

  it("is taken while the part is released and its window open, one at a time", () => {
    using c = asked();
    expect(c.ask()).toMatchObject({ ok: false, refusal: "not-released" });
    releasePart(c.db, { ...c.release, regradeUntil: null });
    expect(c.ask()).toMatchObject({ ok: false, refusal: "regrade-closed" });
    releasePart(c.db, { ...c.release, regradeUntil: window });
    expect(c.ask(window)).toMatchObject({ ok: false, refusal: "regrade-closed" });
    expect(c.ask()).toMatchObject({ ok: true });
    expect(c.ask()).toMatchObject({ ok: false, refusal: "regrade-open" });
    withdrawPart(c.db, c.release);
    expect(c.ask()).toMatchObject({ ok: false, refusal: "not-released" });
  });

  it("is answered by another person than the one who graded, once, with the mark changed in the same step", () => {
    using c = asked();
    releasePart(c.db, { ...c.release, regradeUntil: window });
    const request = c.ask();
    if (!request.ok) throw new Error(request.refusal);
    const { id } = request.request;
    const change = {
      content: { ...nothing, applied: ["model", "form"].map((item) => ({ item, points: null })) },
      seen: 1,
    };
    expect(c.answer(id, c.tara, change)).toMatchObject({ ok: false, refusal: "same-grader" });
    expect(c.answer(id, c.tom, { ...change, seen: 7 })).toMatchObject({ ok: false, refusal: "stale-mark" });
    expect(selectRegrades(c.db, { courseId: c.course.id })).toMatchObject([{ state: "open" }]);
    expect(c.answer(id, c.tom, change)).toMatchObject({
      ok: true,
      request: { state: "answered", pointsBefore: 500, pointsAfter: 1000, answeredBy: c.tom },
    });
    expect(c.answer(id, c.tom, null)).toMatchObject({ ok: false, refusal: "no-such-regrade" });
    expect(selectMarksOfHandIn(c.db, c.handInId)).toMatchObject([{ graderId: c.tom, version: 2, state: "done" }]);
  });

  it("may leave the points as they are, or be taken back by its team alone", () => {
    using c = asked();
    releasePart(c.db, { ...c.release, regradeUntil: window });
    const first = c.ask();
    if (!first.ok) throw new Error(first.refusal);
    expect(withdrawRegrade(c.db, { id: first.request.id, teamId: "other", now: noon })).toMatchObject({ ok: false });
    expect(withdrawRegrade(c.db, { id: first.request.id, teamId: c.team.id, now: noon })).toEqual({ ok: true });
    const second = c.ask();
    if (!second.ok) throw new Error(second.refusal);
    expect(c.answer(second.request.id, c.tom, null)).toMatchObject({
      ok: true,
      request: { pointsBefore: 500, pointsAfter: 500 },
    });
    expect(selectMarksOfHandIn(c.db, c.handInId)).toMatchObject([{ graderId: c.tara, version: 1 }]);
  });
});

describe("a proposed change", () => {
  const kitRules: GradingRules = {
    parts: smallKit.parts,
    late: null,
    tolerance: { rows: 0, score: 0 },
    benchmarkScore: null,
  };
  function proposed() {
    const c = withHandIn();
    const moves = [{ teamId: c.team.id, userId: null, before: 1000, after: 1250, why: ["Report: 10 → 12.5."] }];
    const add = {
      teamId: c.team.id,
      userId: null,
      part: null,
      kind: "add",
      amount: 250,
      why: "Shown in class.",
    } as const;
    const change = { rules: { ...kitRules, benchmarkScore: 0.9 }, addAdjustments: [add] };
    const values = { courseId: c.course.id, title: "A kinder rubric", why: "Item 3 was unclear.", change, moves };
    const { id } = proposeChange(c.db, { ...values, createdBy: c.tara }, noon);
    const request = { courseId: c.course.id, id, actor: c.tom, kitRules, movesOf: () => moves, now: later(1000) };
    return { ...c, moves, request };
  }
  const benchmarkOf = (db: Database, courseId: string) =>
    selectOptionalGradingRules(db, courseId)?.rules.benchmarkScore;

  it("moves nothing until it is applied, and then all of it, with who and why in the ledger", () => {
    using c = proposed();
    expect(benchmarkOf(c.db, c.course.id)).toBeUndefined();
    expect(applyProposal(c.db, c.request)).toMatchObject({
      ok: true,
      proposal: { state: "applied", decidedBy: c.tom },
    });
    expect(benchmarkOf(c.db, c.course.id)).toBe(0.9);
    expect(selectAdjustments(c.db, c.team.id)).toMatchObject([{ amount: 250, createdBy: c.tom }]);
    expect(selectLedger(c.db, { courseId: c.course.id, teamId: c.team.id }).at(-1)).toMatchObject({
      kind: "grade-changed",
      amount: 2.5,
      why: "A kinder rubric. Item 3 was unclear.",
      actor: c.tom,
    });
    expect(applyProposal(c.db, c.request)).toMatchObject({ ok: false, refusal: "decided-already" });
  });

  it("is not applied when it would now do something else than was shown", () => {
    using c = proposed();
    const other = c.moves.map((move) => ({ ...move, after: 900 }));
    expect(applyProposal(c.db, { ...c.request, movesOf: () => other })).toMatchObject({
      ok: false,
      refusal: "moves-changed",
    });
    expect(selectAdjustments(c.db, c.team.id)).toEqual([]);
    expect(applyProposal(c.db, { ...c.request, movesOf: () => other }).ok).toBe(true);
  });

  it("is undone as a whole: rules and adjustments are as before, and the ledger has both steps", () => {
    using c = proposed();
    applyProposal(c.db, c.request);
    const back = c.moves.map((move) => ({ ...move, before: move.after, after: move.before }));
    expect(undoProposal(c.db, { ...c.request, movesOf: () => back })).toMatchObject({ ok: true });
    expect(benchmarkOf(c.db, c.course.id)).toBeNull();
    expect(selectAdjustments(c.db, c.team.id)).toEqual([]);
    const amounts = selectLedger(c.db, { courseId: c.course.id, teamId: c.team.id }).map(({ amount }) => amount);
    expect(amounts.slice(-2)).toEqual([2.5, -2.5]);
    expect(undoProposal(c.db, c.request)).toMatchObject({ ok: false, refusal: "not-applied" });
  });

  it("leaves no half of itself behind when a part of it cannot be done", () => {
    using c = proposed();
    const change = { rules: kitRules, revokeAdjustments: ["none"] };
    const values = { courseId: c.course.id, title: "T", why: "W", change, moves: c.moves, createdBy: c.tara };
    const { id } = proposeChange(c.db, values, noon);
    expect(() => applyProposal(c.db, { ...c.request, id })).toThrow(/no adjustment none/);
    expect(benchmarkOf(c.db, c.course.id)).toBeUndefined();
  });

  it("can be discarded, and is out of another course's reach", () => {
    using c = proposed();
    const { id } = c.request;
    expect(applyProposal(c.db, { ...c.request, courseId: "other" })).toMatchObject({ refusal: "no-such-proposal" });
    expect(discardProposal(c.db, { courseId: c.course.id, id, actor: c.tom, now: noon }).ok).toBe(true);
    expect(applyProposal(c.db, c.request)).toMatchObject({ ok: false, refusal: "decided-already" });
  });
});
