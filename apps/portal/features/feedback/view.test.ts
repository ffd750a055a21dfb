import type { HandInComment, Mark, PartRelease, RegradeRequest } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { gradedKit } from "#e2e/fixtures/graded-kit.ts";
import { viewPart } from "./view.ts";

const now = new Date("2026-11-24T12:00:00Z");
const later = new Date("2026-11-30T12:00:00Z");
const report = gradedKit.parts.find(({ id }) => id === "report") ?? (gradedKit.parts[0] as never);
const place = { courseId: "c", teamId: "t", handInId: "h", part: "report" };

const mark: Mark = {
  ...{ ...place, id: "m", purpose: "grade", graderId: "the-grader", version: 1, state: "done" },
  ...{ applied: [{ item: "all", points: 17.5 }], adjustment: -250, adjustmentWhy: "Pages 3 and 4 are the same." },
  ...{ comment: "Well argued.", note: "staff secret", createdAt: now, savedAt: now, doneAt: now },
};
const comment = (values: Partial<HandInComment>): HandInComment => ({
  ...{ ...place, id: "x", authorId: "the-grader", audience: "team", place: { kind: "general" }, text: "Good." },
  ...{ version: 1, createdAt: now, editedAt: null, deletedAt: null },
  ...values,
});
const release: PartRelease = { courseId: "c", part: "report", releasedBy: "o", releasedAt: now, regradeUntil: later };
const request: RegradeRequest = {
  ...{ ...place, id: "r", askedBy: "u", text: "Look again.", state: "answered", answer: "You are right." },
  ...{ pointsBefore: 1500, pointsAfter: 1700, answeredBy: "the-other", askedAt: now, answeredAt: now },
};
const known = {
  marks: [mark],
  comments: [
    comment({ id: "1" }),
    comment({ id: "2", audience: "staff", text: "staff secret" }),
    comment({ id: "3", place: { kind: "lines", file: "result.py", from: 2, to: 3 } }),
    comment({ id: "4", place: { kind: "lines", file: "../../etc/passwd", from: 1, to: 1 } }),
  ],
  requests: [request],
  script: { name: "result.py", bytes: Buffer.from("one\ntwo\r\nthree\nfour\n") },
  now,
};

describe("what people said of a part", () => {
  it("is only the rubric until the part is released", () => {
    const shown = viewPart(report, { ...known, requests: [], release: undefined });
    expect(shown).toMatchObject({ items: [{ id: "all", points: 25, given: null }], mark: null, comments: [] });
    expect(JSON.stringify(shown)).not.toMatch(/17\.5|argued|secret|grader/);
  });

  it("is then the sum line by line, the comments with the lines of code, and the window for another look", () => {
    const shown = viewPart(report, { ...known, release });
    expect(shown?.mark).toMatchObject({ points: 15, comment: "Well argued." });
    expect(shown?.mark?.lines.map(({ points }) => points)).toEqual([17.5, -2.5]);
    expect(shown?.comments.map(({ code }) => code)).toEqual([
      [],
      [
        { number: 2, text: "two" },
        { number: 3, text: "three" },
      ],
      [],
    ]);
    expect(shown?.requests).toMatchObject([{ state: "answered", points: { before: 15, after: 17 } }]);
    expect(shown?.regradeUntil).toEqual(later);
  });

  it("never says who graded or answered, nor anything that is for the staff", () => {
    expect(JSON.stringify(viewPart(report, { ...known, release }))).not.toMatch(/secret|the-grader|the-other/);
  });

  it("can be asked about no longer once the window is over, and not at all without a mark", () => {
    const over = { ...known, release: { ...release, regradeUntil: now } };
    expect(viewPart(report, over)?.regradeUntil).toBeNull();
    expect(viewPart(report, { ...known, release, marks: [{ ...mark, state: "draft" }] })).toMatchObject({
      mark: null,
      regradeUntil: null,
    });
  });

  it("is nothing where no person gives points", () => {
    const gradients = gradedKit.parts.find(({ id }) => id === "gradients");
    expect(gradients && viewPart(gradients, { ...known, release })).toBeNull();
  });
});
