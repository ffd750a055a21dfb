import { describe, expect, it } from "vitest";
import { later, noon, openCourse, predictions, score } from "../fixtures/open-course.ts";
import {
  chooseFinalEntries,
  faultJob,
  leaseNextJob,
  recordScore,
  recordUnreadableEntry,
  selectBoard,
  selectEntry,
  selectFinalEntries,
  selectLedger,
  selectPrivateBoard,
  selectTries,
  submitEntry,
  updateCourseState,
} from "../index.ts";

const worker = { workerId: "w", kinds: ["score-entry" as const], leaseMs: 10_000 };

describe("submitEntry", () => {
  it("takes as many entries a day as the kit allows, and names the next midnight of the course", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const upload = (now: Date) =>
      submitEntry(small.db, { teamId: team.id, uploadedBy: userId, file: predictions, description: "", now });
    expect(upload(noon)).toMatchObject({ ok: true, tries: { left: 1 } });
    expect(upload(later(1))).toMatchObject({ ok: true, tries: { left: 0 } });
    expect(upload(later(2))).toMatchObject({
      ok: false,
      refusal: "no-tries-left",
      tries: { used: 2, left: 0, nextAt: new Date("2026-07-15T22:00:00Z") },
    });
    expect(upload(new Date("2026-07-15T21:59:59.999Z")).ok).toBe(false);
    expect(upload(new Date("2026-07-15T22:00:00Z")).ok).toBe(true);
  });

  it("refuses at the deadline itself, before the opening, and from a team that is not complete", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const upload = (now: Date) =>
      submitEntry(small.db, { teamId: team.id, uploadedBy: userId, file: predictions, description: "", now });
    expect(upload(small.course.deadline)).toMatchObject({ refusal: "closed" });
    expect(upload(later(-1, small.course.deadline))).toMatchObject({ ok: true });
    expect(upload(later(-1, small.course.opensAt))).toMatchObject({ refusal: "not-open" });
    updateCourseState(small.db, { courseId: small.course.id, state: "closed", why: "-", actor: "ta", now: noon });
    expect(upload(noon)).toMatchObject({ refusal: "closed" });
  });

  it("gives the try back when our side failed three times, and when the file was unreadable after all", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const upload = () =>
      submitEntry(small.db, { teamId: team.id, uploadedBy: userId, file: predictions, description: "", now: noon });
    const first = upload();
    const second = upload();
    if (!first.ok || !second.ok) throw new Error("not taken");
    for (const expected of ["requeued", "requeued", "faulted"]) {
      const taken = leaseNextJob(small.db, { ...worker, now: noon });
      if (!taken) throw new Error("nothing to do");
      expect(taken.job.subjectId).toBe(first.entry.id);
      expect(faultJob(small.db, taken.lease, { message: "The disk is full.", now: noon })).toBe(expected);
    }
    expect(selectEntry(small.db, first.entry.id).state).toBe("faulted");
    expect(selectTries(small.db, { course: small.course, teamId: team.id, now: noon })).toMatchObject({ left: 1 });
    const taken = leaseNextJob(small.db, { ...worker, now: noon });
    if (!taken) throw new Error("nothing to do");
    const problems = [{ code: "nul-byte" as const, message: "Byte 3 of the file is NUL." }];
    expect(recordUnreadableEntry(small.db, taken.lease, { problems, now: noon })).toBe("finished");
    expect(selectEntry(small.db, second.entry.id)).toMatchObject({ state: "failed", problems });
    expect(selectTries(small.db, { course: small.course, teamId: team.id, now: noon })).toMatchObject({ left: 2 });
    expect(selectLedger(small.db, { courseId: small.course.id, teamId: team.id }).map((line) => line.kind)).toEqual([
      "try-used",
      "try-used",
      "try-returned",
      "try-returned",
    ]);
  });
});

describe("recordScore", () => {
  it("puts the best entry of a team on the board, the earlier of two equal ones, without private scores", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const entries = [0.8, 0.9, 0.9, 0.7].map((value, k) => {
      const now = later(k * 86_400_000);
      const taken = submitEntry(small.db, {
        teamId: team.id,
        uploadedBy: userId,
        file: predictions,
        description: "",
        now,
      });
      const leased = leaseNextJob(small.db, { ...worker, now });
      if (!taken.ok || !leased) throw new Error("not taken");
      recordScore(small.db, leased.lease, { publicScore: score(value), privateScore: score(0.123), now });
      return taken.entry.id;
    });
    const board = selectBoard(small.db, { courseId: small.course.id });
    expect(board).toMatchObject([{ teamName: "A", entryId: entries[1], publicScore: { score: 0.9 } }]);
    expect(JSON.stringify(board)).not.toContain("0.123");
    expect(selectFinalEntries(small.db, team.id)).toMatchObject({ chosen: false, entries: [{ id: entries[1] }] });
    expect(selectPrivateBoard(small.db, small.course.id)).toMatchObject([{ entryId: entries[1] }]);
    const choice = { teamId: team.id, entryIds: entries.slice(0, 1), chosenBy: userId, now: noon };
    expect(chooseFinalEntries(small.db, choice)).toMatchObject({ ok: true });
    expect(selectPrivateBoard(small.db, small.course.id)).toMatchObject([
      { entryId: entries[0], publicScore: { score: 0.8 }, privateScore: { score: 0.123 } },
    ]);
  });

  it("writes nothing when the lease was lost", () => {
    using small = openCourse();
    const { team, userId } = small.addTeam("A");
    const taken = submitEntry(small.db, {
      teamId: team.id,
      uploadedBy: userId,
      file: predictions,
      description: "",
      now: noon,
    });
    const leased = leaseNextJob(small.db, { ...worker, now: noon });
    if (!taken.ok || !leased) throw new Error("not taken");
    const stale = { ...leased.lease, attempt: 0 };
    expect(recordScore(small.db, stale, { publicScore: score(1), privateScore: score(1), now: noon })).toBe("lost");
    expect(selectEntry(small.db, taken.entry.id)).toMatchObject({ state: "running", publicScore: null });
  });
});
