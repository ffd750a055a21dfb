import { describe, expect, it } from "vitest";
import { bandOf, formatTick, lineOf, stepsOf, timeTicks } from "./history-geometry.ts";

const at = (hour: number) => new Date(hour * 3_600_000);
const x = { place: (time: number) => time / (10 * 3_600_000) };
const y = { place: (value: number) => value };

describe("stepsOf", () => {
  it("keeps each value until the next one, and the last one until the end", () => {
    const readings = [
      { at: at(0), value: 0.25 },
      { at: at(5), value: 0.5 },
    ];
    expect(stepsOf(readings, at(10), x, y)).toBe("M0 0.75H0.5L0.5 0.5H1");
  });

  it("draws nothing while there is no value, and begins anew after it", () => {
    const readings = [
      { at: at(0), value: 0.5 },
      { at: at(2), value: null },
      { at: at(8), value: 0.5 },
    ];
    expect(stepsOf(readings, at(10), x, y)).toBe("M0 0.5H0.2M0.8 0.5H1");
  });
});

it("lines and bands draw at the edge what lies outside the picture", () => {
  const line = [
    { at: at(0), value: 2 },
    { at: at(10), value: -1 },
  ];
  expect(lineOf(line, x, y)).toBe("M0 0L1 1");
  expect(lineOf(line.slice(0, 1), x, y)).toBe("M0 0h0");
  const flat = line.map((reading) => ({ ...reading, value: 0 }));
  expect(bandOf(line, flat, x, y)).toBe("M0 0L1 1L1 1L0 1Z");
});

it("times are told by day over a longer time, by the hour within two days", () => {
  expect(timeTicks(at(0), at(9)).map((tick) => tick.getTime() / 3_600_000)).toEqual([0, 3, 6, 9]);
  expect(timeTicks(at(1), at(1))).toEqual([at(1)]);
  expect(formatTick(at(0), "UTC", 9 * 86_400_000)).toBe("1 Jan");
  expect(formatTick(at(0), "Europe/Berlin", 3_600_000)).toMatch(/^Thu,? 01:00$/);
});
