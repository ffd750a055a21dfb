import type { Mark } from "@gradmark/contract";

const at = new Date("2026-11-24T12:00:00Z");

/** A mark on the report that is done and says nothing, but for what the test names. */
export function mark(values: Partial<Mark> = {}): Mark {
  return {
    id: "m",
    courseId: "c",
    teamId: "t",
    handInId: "h",
    part: "report",
    purpose: "grade",
    graderId: "g",
    version: 1,
    state: "done",
    applied: [],
    adjustment: 0,
    adjustmentWhy: "",
    comment: "",
    note: "",
    createdAt: at,
    savedAt: at,
    doneAt: at,
    ...values,
  };
}
