import type { GradingRules, MarkContent } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { addUser, later, noon, openCourse } from "../fixtures/open-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import {
  answerRegrade,
  applyProposal,
  askRegrade,
  assignTasks,
  type Database,
  deleteComment,
  discardProposal,
  editComment,
  insertUpload,
  noteVisit,
  proposeChange,
  releasePart,
  saveMark,
  selectAdjustments,
  selectComments,
  selectGradingTasks,
  selectLedger,
  selectMarksOfHandIn,
  selectOptionalGradingRules,
  selectRegrades,
  selectStaffActions,
  selectVisitors,
  submitHandIn,
  undoProposal,
  withdrawPart,
  withdrawRegrade,
  writeComment,
} from "../index.ts";

/** A course with one team that has handed in, and two graders. */
function withHandIn() {
  const small = openCourse();
  const { team, userId } = small.addTeam("A");
  const { db, course } = small;
  const place = { courseId: course.id, teamId: team.id, uploadedBy: userId };
  insertUpload(db, { ...place, role: "script", name: "result.py", sha256: "b".repeat(64), bytes: 1, now: noon });
  const taken = submitHandIn(db, { teamId: team.id, submittedBy: userId, now: noon });
  if (!taken.ok) throw new Error(taken.refusal);
  const [tara, tom] = [addUser(db, "Tara"), addUser(db, "Tom")];
  return { db, course, team, member: userId, handInId: taken.handIn.id, tara, tom, [Symbol.dispose]: () => db.close() };
}

const nothing: MarkContent = { applied: [], adjustment: 0, adjustmentWhy: "", comment: "", note: "" };
const says = (item: string, values: Partial<MarkContent> = {}): MarkContent => ({
  ...nothing,
  applied: [{ item, points: null }],
  ...values,
});
/** Each item that applies brings five points. */
const pointsOf = ({ applied }: Pick<MarkContent, "applied">) => 500 * applied.length;

function save(db: Database, handInId: string, graderId: string, seen: number, content: MarkContent, done = false) {
  const place = { handInId, part: "report", purpose: "grade", graderId } as const;
  return saveMark(db, { ...place, content, seen, done, pointsOf, now: later(1000) });
}

describe("saving a mark", () => {
  it("counts versions, and changes nothing when it is saved as it was", () => {
    using c = withHandIn();
    expect(save(c.db, c.handInId, c.tara, 0, says("model"))).toMatchObject({ ok: true, mark: { version: 1 } });
    expect(save(c.db, c.handInId, c.tara, 1, says("form"))).toMatchObject({ ok: true, mark: { version: 2 } });
    expect(save(c.db, c.handInId, c.tara, 2, says("form"))).toMatchObject({ ok: true, mark: { version: 2 } });
    expect(selectStaffActions(c.db, { courseId: c.course.id })).toHaveLength(2);
  });

  it("is refused when somebody has saved in between, with both states there and nothing lost", () => {
    using c = withHandIn();
    save(c.db, c.handInId, c.tara, 0, says("model", { comment: "Tara's" }));
    const late = save(c.db, c.handInId, c.tom, 0, says("form", { comment: "Tom's" }));
    expect(late).toMatchObject({ ok: false, refusal: "stale", stored: { comment: "Tara's", graderId: c.tara } });
    expect(selectMarksOfHandIn(c.db, c.handInId)).toMatchObject([{ comment: "Tara's", version: 1 }]);
  });

  it("leaves in the ledger by how much a done mark moves, and keeps what was before in the audit log", () => {
    using c = withHandIn();
    save(c.db, c.handInId, c.tara, 0, says("model"));
    save(c.db, c.handInId, c.tara, 1, says("model"), true);
    save(c.db, c.handInId, c.tom, 2, nothing, true);
    save(c.db, c.handInId, c.tom, 3, says("form"));
    const lines = selectLedger(c.db, { courseId: c.course.id, teamId: c.team.id }).filter(
      ({ kind }) => kind === "grade-changed",
    );
    expect(lines.map(({ amount, actor }) => [amount, actor])).toEqual([
      [5, c.tara],
      [-5, c.tom],
      [0, c.tom],
    ]);
    const actions = selectStaffActions(c.db, { courseId: c.course.id, teamId: c.team.id });
    expect(actions.map(({ action }) => action)).toEqual(["mark-reopened", "mark-done", "mark-done", "mark-saved"]);
    expect(actions[1]).toMatchObject({ before: { applied: [{ item: "model" }] }, after: { applied: [] } });
  });

  it("keeps a second opinion apart from the mark that counts", () => {
    using c = withHandIn();
    save(c.db, c.handInId, c.tara, 0, says("model"), true);
    const second = { handInId: c.handInId, part: "report", purpose: "second", graderId: c.tom } as const;
    const saved = saveMark(c.db, { ...second, content: says("form"), seen: 0, done: true, pointsOf, now: noon });
    expect(saved.ok).toBe(true);
    expect(selectMarksOfHandIn(c.db, c.handInId).map(({ purpose }) => purpose)).toEqual(["second", "grade"]);
  });
});

describe("the staff's audit log", () => {
  it("can neither be changed nor shortened, and is searched by person, action, team and words", () => {
    using c = withHandIn();
    save(c.db, c.handInId, c.tara, 0, says("model", { comment: "Labels are missing." }));
    expect(() => c.db.client.exec("update staff_action set actor = 'x'")).toThrow(/append-only/);
    expect(() => c.db.client.exec("delete from staff_action")).toThrow(/append-only/);
    const find = (filter: object) => selectStaffActions(c.db, { courseId: c.course.id, ...filter }).length;
    expect(find({ actor: c.tara, action: "mark-saved", teamId: c.team.id, text: "LABELS" })).toBe(1);
    expect([find({ actor: c.tom }), find({ text: "units" }), find({ beforeId: 1 }), find({ to: noon })]).toEqual([
      0, 0, 0, 0,
    ]);
  });
});

describe("comments", () => {
  it("are edited only as they were seen, and a deleted one stays in the audit log", () => {
    using c = withHandIn();
    const where = { courseId: c.course.id, teamId: c.team.id, handInId: c.handInId, part: "script" };
    const place = { kind: "lines", file: "result.py", from: 3, to: 5 } as const;
    const comment = writeComment(c.db, {
      ...where,
      authorId: c.tara,
      audience: "team",
      place,
      text: "Why a loop?",
      now: noon,
    });
    const edit = (seen: number, text: string) =>
      editComment(c.db, { id: comment.id, seen, text, audience: "team", actor: c.tom, now: noon });
    expect(edit(1, "Why this loop?")).toMatchObject({ ok: true, comment: { version: 2 } });
    expect(edit(1, "Late.")).toMatchObject({ ok: false, stored: { text: "Why this loop?" } });
    deleteComment(c.db, { id: comment.id, actor: c.tara, now: noon });
    expect(selectComments(c.db, c.handInId)).toEqual([]);
    expect(edit(2, "Gone.")).toMatchObject({ ok: false, stored: null });
    const [deleted] = selectStaffActions(c.db, { courseId: c.course.id, action: "comment-deleted" });
    expect(deleted?.before).toMatchObject({ text: "Why this loop?" });
  });
});

describe("who has a hand-in open", () => {
  it("is told with since when, until the page falls silent", () => {
    using c = withHandIn();
    const visit = (userId: string, ms: number) => noteVisit(c.db, { handInId: c.handInId, userId, now: later(ms) });
    expect(visit(c.tara, 0).opened).toBe(true);
    expect(visit(c.tara, 20_000).opened).toBe(false);
    visit(c.tom, 30_000);
    const at = (ms: number) => selectVisitors(c.db, { handInId: c.handInId, now: later(ms) }).map(({ name }) => name);
    expect(at(30_000)).toEqual(["Tara", "Tom"]);
    expect(at(85_000)).toEqual(["Tom"]);
    expect(visit(c.tara, 90_000).opened).toBe(true);
  });
});

describe("tasks", () => {
  it("are given and taken as a whole", () => {
    using c = withHandIn();
    const task = {
      courseId: c.course.id,
      teamId: c.team.id,
      part: "report",
      purpose: "grade",
      assignedAt: noon,
    } as const;
    const ask = { courseId: c.course.id, actor: c.tara, now: noon };
    assignTasks(c.db, { ...ask, give: [{ ...task, graderId: c.tara }], take: [] });
    assignTasks(c.db, { ...ask, give: [{ ...task, graderId: c.tom }], take: [{ ...task, graderId: c.tara }] });
    expect(selectGradingTasks(c.db, { courseId: c.course.id })).toMatchObject([{ graderId: c.tom }]);
  });
});

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
