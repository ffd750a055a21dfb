import { describe, expect, it } from "vitest";
import { scoreEntry } from "../fixtures/board-of.ts";
import { later, noon, openCourse } from "../fixtures/open-course.ts";
import { courseDay, recordBoardDays, selectBoardDays, selectBoardSteps, selectStandings } from "../index.ts";

const day = 86_400_000;

describe("recordBoardDays", () => {
  it("writes the class at every midnight since the first score, however late it is asked", () => {
    using small = openCourse();
    const [a, b] = ["A", "B"].map((name) => small.addTeam(name).team.id);
    scoreEntry(small, a ?? "", { value: 0.5, at: noon });
    scoreEntry(small, b ?? "", { value: 0.7, at: later(day) });
    scoreEntry(small, a ?? "", { value: 0.9, at: later(2 * day) });
    recordBoardDays(small.db, { course: small.course, now: later(3 * day) });
    const days = selectBoardDays(small.db, small.course.id);
    expect(days.map(({ day: at, teams, best, lower }) => [at.toISOString(), teams, best, lower])).toEqual([
      ["2026-07-15T22:00:00.000Z", 1, -0.5, -0.5],
      ["2026-07-16T22:00:00.000Z", 2, -0.7, -0.7],
      ["2026-07-17T22:00:00.000Z", 2, -0.9, -0.9],
    ]);
  });

  it("keeps the places of the last midnight of the course's zone, whatever happened since", () => {
    using small = openCourse();
    const [a = "", b = "", c = ""] = ["A", "B", "C"].map((name) => small.addTeam(name).team.id);
    scoreEntry(small, a, { value: 0.9, at: noon });
    scoreEntry(small, b, { value: 0.5, at: noon });
    scoreEntry(small, c, { value: 0.5, at: noon });
    const now = later(day);
    scoreEntry(small, b, { value: 0.95, at: now });
    const midnight = recordBoardDays(small.db, { course: small.course, now: later(day + 1) });
    expect(midnight).toEqual(courseDay(now, "Europe/Berlin").start);
    const places = () =>
      selectStandings(small.db, { courseId: small.course.id, day: midnight, teamIds: [a, b, c, "none"] });
    expect([a, b, c, "none"].map((id) => places().get(id))).toEqual([1, 2, 2, undefined]);
    scoreEntry(small, c, { value: 1, at: later(day + 2) });
    recordBoardDays(small.db, { course: small.course, now: later(day + 3) });
    expect(places().get(c)).toBe(2);
  });

  it("goes on day by day to the same as all at once", () => {
    const play = (asked: number[]) => {
      using small = openCourse();
      const teams = ["A", "B", "C"].map((name) => small.addTeam(name).team.id);
      let last = noon;
      for (let k = 0; k < 9; k++) {
        scoreEntry(small, teams[k % 3] ?? "", { value: ((k * 5) % 9) / 9, at: later(k * 0.7 * day) });
        if (asked.includes(k)) recordBoardDays(small.db, { course: small.course, now: later(k * 0.7 * day + 1) });
      }
      last = recordBoardDays(small.db, { course: small.course, now: later(8 * day) });
      const standings = selectStandings(small.db, { courseId: small.course.id, day: last, teamIds: teams });
      return { days: selectBoardDays(small.db, small.course.id), places: teams.map((id) => standings.get(id)) };
    };
    expect(play([1, 2, 5, 6])).toEqual(play([]));
    expect(play([0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual(play([]));
  });

  it("writes nothing before the first score", () => {
    using small = openCourse();
    recordBoardDays(small.db, { course: small.course, now: later(9 * day) });
    expect(selectBoardDays(small.db, small.course.id)).toEqual([]);
  });
});

describe("the steps of a team", () => {
  it("are its improvements alone", () => {
    using small = openCourse();
    const { team } = small.addTeam("A");
    for (const [k, value] of [0.5, 0.4, 0.6, 0.6].entries()) scoreEntry(small, team.id, { value, at: later(k * day) });
    expect(selectBoardSteps(small.db, team.id)).toEqual([
      { at: noon, rankKey: -0.5 },
      { at: later(2 * day), rankKey: -0.6 },
    ]);
  });
});
