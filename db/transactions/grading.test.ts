import { describe, expect, it } from "vitest";
import { nothing, pointsOf, save, says, withHandIn } from "../fixtures/handed-in.ts";
import { later, noon } from "../fixtures/open-course.ts";
import {
  assignTasks,
  deleteComment,
  editComment,
  noteVisit,
  saveMark,
  selectComments,
  selectGradingTasks,
  selectLedger,
  selectMarksOfHandIn,
  selectStaffActions,
  selectVisitors,
  writeComment,
} from "../index.ts";

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
