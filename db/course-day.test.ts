import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { courseDay } from "./course-day.ts";

const hours = (day: { start: Date; end: Date }) => (day.end.getTime() - day.start.getTime()) / 3_600_000;

describe("courseDay", () => {
  it("begins at midnight of the time zone, also on the days when the clocks change", () => {
    const summer = courseDay(new Date("2026-07-15T10:00:00Z"), "Europe/Berlin");
    expect(summer).toEqual({ start: new Date("2026-07-14T22:00:00Z"), end: new Date("2026-07-15T22:00:00Z") });
    expect(hours(courseDay(new Date("2026-03-29T12:00:00Z"), "Europe/Berlin"))).toBe(23);
    expect(hours(courseDay(new Date("2026-10-25T12:00:00Z"), "Europe/Berlin"))).toBe(25);
  });

  it("begins after midnight where the clocks jump over it", () => {
    const day = courseDay(new Date("2024-09-08T12:00:00Z"), "America/Santiago");
    expect(day.start).toEqual(new Date("2024-09-08T04:00:00Z"));
    expect(hours(day)).toBe(23);
  });

  it("holds its moment, and meets the next day without gap or overlap", () => {
    const zones = ["Europe/Berlin", "America/Santiago", "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "UTC"];
    const moments = fc.date({ min: new Date("2015-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (now, zone) => {
        const day = courseDay(now, zone);
        expect(day.start <= now && now < day.end).toBe(true);
        expect(courseDay(day.end, zone).start).toEqual(day.end);
      }),
    );
  });
});
