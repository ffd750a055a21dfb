import { courseSettings } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noon, openCourse } from "../fixtures/open-course.ts";
import {
  deleteRosterPerson,
  insertPerson,
  joinCourse,
  selectAdmission,
  selectCourse,
  selectCourseMembers,
  selectLedger,
  selectRoster,
  updateCourseSettings,
  upsertRosterPerson,
} from "../index.ts";

type Rule = "open" | "roster" | "domains";

/** A course with a rule, on whose roster listed@uni.example is, and somebody with an account. */
function openGate(rule: Rule, { email = "ada@uni.example", emailVerified = true } = {}) {
  const small = openCourse();
  const courseId = small.course.id;
  const change = { join: { rule, domains: ["uni.example"] } };
  const course = updateCourseSettings(small.db, { courseId, change, why: "Test.", actor: "system", now: noon });
  const listed = { courseId, email: "Listed@Uni.example", name: "Listed", studentId: "7", teamName: null };
  upsertRosterPerson(small.db, { ...listed, now: noon });
  const { id: userId } = insertPerson(small.db, { email, name: "Ada", emailVerified, now: noon });
  return { ...small, course, userId, join: () => joinCourse(small.db, { courseId, userId, now: noon }) };
}

describe("joining a course", () => {
  it.each([
    ["open", "ada@other.example", true, null],
    ["open", "ada@other.example", false, null],
    ["roster", "listed@uni.example", true, null],
    ["roster", "listed@uni.example", false, "address-not-confirmed"],
    ["roster", "ada@uni.example", true, "not-on-roster"],
    ["domains", "ada@uni.example", true, null],
    ["domains", "ada@uni.example", false, "address-not-confirmed"],
    ["domains", "ada@sub.uni.example", true, "domain-not-allowed"],
    ["domains", "ada@notuni.example", true, "domain-not-allowed"],
    ["domains", "ada@uni.example.evil.example", true, "domain-not-allowed"],
    ["domains", '"ada@uni.example"@evil.example', true, "domain-not-allowed"],
  ] as const)("by the rule %s as %s (confirmed: %s): %s", (rule, email, emailVerified, refusal) => {
    using gate = openGate(rule, { email, emailVerified });
    expect(gate.join()).toEqual(refusal === null ? { ok: true } : { ok: false, refusal });
    const ids = selectCourseMembers(gate.db, gate.course.id).map(({ person }) => person.id);
    expect(ids.includes(gate.userId)).toBe(refusal === null);
  });

  it("twice changes nothing, also once the rule would refuse it", () => {
    using gate = openGate("domains");
    expect([gate.join(), gate.join()]).toEqual([{ ok: true }, { ok: true }]);
    const change = { join: { rule: "roster" as const, domains: [] } };
    updateCourseSettings(gate.db, { courseId: gate.course.id, change, why: "Test.", actor: "system", now: noon });
    expect(gate.join()).toEqual({ ok: true });
  });

  it("tells who is on the roster only to whom the address is known to belong", () => {
    using known = openGate("open", { email: "listed@uni.example" });
    expect(selectAdmission(known.db, known)).toEqual({ onRoster: true, refusal: null });
    using claimed = openGate("open", { email: "listed@uni.example", emailVerified: false });
    expect(selectAdmission(claimed.db, claimed)).toEqual({ onRoster: false, refusal: null });
  });
});

describe("a roster", () => {
  it("has each address once, in lower case, with the account that belongs to it", () => {
    using gate = openGate("roster", { email: "listed@uni.example" });
    const again = {
      courseId: gate.course.id,
      email: "LISTED@uni.example",
      name: "New",
      studentId: null,
      teamName: "A",
    };
    upsertRosterPerson(gate.db, { ...again, now: noon });
    expect(selectRoster(gate.db, gate.course.id)).toEqual([
      { ...again, email: "listed@uni.example", addedAt: noon, userId: gate.userId },
    ]);
    deleteRosterPerson(gate.db, { courseId: gate.course.id, email: "Listed@uni.example" });
    expect(selectRoster(gate.db, gate.course.id)).toEqual([]);
  });
});

describe("the settings of a course", () => {
  it("are the defaults until somebody changes them, part by part, with the reason in the ledger", () => {
    using small = openCourse();
    expect(small.course.settings).toEqual(courseSettings.parse({}));
    const courseId = small.course.id;
    const change = { board: { anonymous: true } };
    const after = updateCourseSettings(small.db, { courseId, change, why: "Asked for.", actor: "ta", now: noon });
    expect(after.settings).toEqual({ ...courseSettings.parse({}), ...change });
    expect(selectCourse(small.db, courseId).settings).toEqual(after.settings);
    expect(selectLedger(small.db, { courseId }).at(-1)).toMatchObject({
      kind: "settings-changed",
      why: "Asked for.",
      actor: "ta",
    });
  });

  it("take no domain that could stand for another", () => {
    const ok = (domain: string) => courseSettings.safeParse({ join: { rule: "domains", domains: [domain] } }).success;
    expect(["uni.example", "cs.uni.example", "x-y.example"].map(ok)).toEqual([true, true, true]);
    expect(
      ["", "example", "UNI.example", "@uni.example", "*.example", "uni.example.", "a..b", "-a.b"].filter(ok),
    ).toEqual([]);
    fc.assert(fc.property(fc.string(), (text) => !ok(`${text}@uni.example`)));
  });
});
