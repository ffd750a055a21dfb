import { expect, it } from "vitest";
import { later, noon, openCourse } from "../fixtures/open-course.ts";
import { importKaggleLeaderboard, selectOptionalKaggleBoard } from "../index.ts";

it("an imported board takes the place of the one before, names byte for byte, and tells open team pages", () => {
  using small = openCourse();
  const { id: courseId } = small.course;
  expect(selectOptionalKaggleBoard(small.db, courseId)).toBeNull();
  const row = (team: string, rank: number) => ({ team, score: rank === 2 ? null : 0.9, rank });
  importKaggleLeaderboard(small.db, { courseId, rows: [row("Gone", 1)], now: noon });
  importKaggleLeaderboard(small.db, { courseId, rows: [row("U\u0308ber ", 2), row("Über", 1)], now: later(1) });
  expect(selectOptionalKaggleBoard(small.db, courseId)).toEqual({
    rows: [row("Über", 1), row("U\u0308ber ", 2)],
    importedAt: later(1),
  });
  const notes = small.db.client.prepare("select team_id, topic from change order by id desc limit 1").get();
  expect(notes).toEqual({ team_id: null, topic: "team" });
  importKaggleLeaderboard(small.db, { courseId, rows: [], now: later(2) });
  expect(selectOptionalKaggleBoard(small.db, courseId)).toBeNull();
});
