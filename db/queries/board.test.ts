import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreEntry } from "../fixtures/board-of.ts";
import { later, openCourse } from "../fixtures/open-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import {
  countBoard,
  selectBoard,
  selectBoardNames,
  selectBoardTeams,
  selectOptionalBoardPosition,
  selectOptionalKeyAt,
} from "../index.ts";

/** What SQLite says it would do for the queries that a piece of code asks. */
function plansOf(small: ReturnType<typeof openCourse>, ask: () => unknown): string[] {
  const { client } = small.db;
  const prepare = client.prepare.bind(client);
  const asked: string[] = [];
  client.prepare = ((text: string) => {
    asked.push(text);
    return prepare(text);
  }) as typeof client.prepare;
  try {
    ask();
  } finally {
    client.prepare = prepare;
  }
  return asked.flatMap((text) => {
    const values = Array.from(text.matchAll(/\?/g), () => 1);
    return prepare(`explain query plan ${text}`)
      .all(...values)
      .map((row) => String(Object(row).detail));
  });
}

describe("the board", () => {
  it("stands in the order of the metric, of equal teams the earlier one first", () => {
    using small = openCourse();
    const at = [3, 2, 1].map((hours) => later(hours * 3_600_000));
    const [a, b, c] = ["A", "B", "C"].map((name) => small.addTeam(name).team);
    for (const [k, team] of [a, b, c].entries())
      scoreEntry(small, team?.id ?? "", { value: k === 0 ? 0.9 : 0.8, at: at[k] ?? later(0) });
    const { courseId } = { courseId: small.course.id };
    expect(selectBoard(small.db, { courseId }).map(({ teamName }) => teamName)).toEqual(["A", "C", "B"]);
    expect(selectBoard(small.db, { courseId, from: 1, count: 1 }).map(({ teamName }) => teamName)).toEqual(["C"]);
    expect(selectBoardTeams(small.db, { courseId, teamIds: [b?.id ?? ""] })).toMatchObject([{ teamName: "B" }]);
  });

  it("puts the smaller score first where smaller is better", () => {
    const competition = { ...smallKit.competition, metric: "log-loss" as const };
    using small = openCourse(":memory:", { ...smallKit, competition });
    const [a, b] = ["A", "B"].map((name) => small.addTeam(name).team);
    scoreEntry(small, a?.id ?? "", { value: 0.8 });
    scoreEntry(small, a?.id ?? "", { value: 0.7 });
    scoreEntry(small, b?.id ?? "", { value: 0.5 });
    const rows = selectBoard(small.db, { courseId: small.course.id });
    expect(rows.map(({ teamName, publicScore }) => [teamName, publicScore.score])).toEqual([
      ["B", 0.5],
      ["A", 0.7],
    ]);
  });

  it("has no team that is not admitted, became part of another one, or has no scored entry", () => {
    using small = openCourse();
    const [a, b, c, d] = ["A", "B", "C", "D"].map((name) => small.addTeam(name).team);
    for (const team of [a, b, c]) scoreEntry(small, team?.id ?? "", { value: 0.8 });
    const alter = small.db.client.prepare("update team set admitted_at = null where id = ?");
    alter.run(b?.id);
    small.db.client.prepare("update entry set state = 'faulted', public_value = null where team_id = ?").run(c?.id);
    small.db.client.prepare("update team set rank_key = null where id = ?").run(c?.id);
    expect(selectBoard(small.db, { courseId: small.course.id }).map(({ teamName }) => teamName)).toEqual(["A"]);
    expect(countBoard(small.db, { courseId: small.course.id })).toBe(1);
    for (const team of [b, c, d]) expect(selectOptionalBoardPosition(small.db, team?.id ?? "")).toBeUndefined();
  });

  it("counts, parts and positions agree with one another for any scores", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }), (values) => {
        using small = openCourse();
        for (const [k, value] of values.entries())
          scoreEntry(small, small.addTeam(`T${k}`).team.id, { value: value / 4, at: later((k * 7919) % 13) });
        const { id: courseId } = small.course;
        const all = selectBoard(small.db, { courseId });
        expect(all.map(({ rankKey }) => rankKey)).toEqual(all.map(({ rankKey }) => rankKey).sort((x, y) => x - y));
        expect(selectBoardNames(small.db, courseId).map(({ teamId }) => teamId)).toEqual(
          all.map(({ teamId }) => teamId),
        );
        for (const [position, row] of all.entries()) {
          expect(selectBoard(small.db, { courseId, from: position, count: 1 })).toEqual([row]);
          expect(selectOptionalBoardPosition(small.db, row.teamId)).toBe(position);
          expect(selectOptionalKeyAt(small.db, courseId, position)).toBe(row.rankKey);
          const better = all.filter(({ rankKey }) => rankKey < row.rankKey).length;
          expect(countBoard(small.db, { courseId, before: row.rankKey })).toBe(better);
        }
        expect(countBoard(small.db, { courseId })).toBe(all.length);
      }),
      { numRuns: 30 },
    );
  });

  it("is read from its index: no table is read through, and no more is sorted than a part", () => {
    using small = openCourse();
    const { team } = small.addTeam("A");
    scoreEntry(small, team.id, { value: 0.8 });
    const { id: courseId } = small.course;
    const plans = [
      ...plansOf(small, () => countBoard(small.db, { courseId })),
      ...plansOf(small, () => countBoard(small.db, { courseId, before: 0 })),
      ...plansOf(small, () => selectOptionalBoardPosition(small.db, team.id)),
      ...plansOf(small, () => selectOptionalKeyAt(small.db, courseId, 3)),
      ...plansOf(small, () => selectBoardNames(small.db, courseId)),
    ];
    expect(plans.length).toBeGreaterThan(5);
    for (const plan of plans) expect(plan).toMatch(/^SEARCH team USING (?:COVERING )?INDEX/);
    const part = plansOf(small, () => selectBoard(small.db, { courseId, from: 10, count: 50 }));
    expect(part).toContain("SEARCH team USING INDEX team_board (course_id=? AND rank_key>?)");
    expect(part.filter((plan) => plan.startsWith("SCAN"))).toEqual([]);
  });
});
