import { describe, expect, it } from "vitest";
import { latenessOf } from "./late-share.ts";

const deadline = new Date("2026-11-20T23:00:00Z");
const policy = { graceMinutes: 15, percentPerDay: 10, maxPercent: 50 };
const after = (minutes: number) => latenessOf(policy, deadline, new Date(deadline.getTime() + minutes * 60_000));

describe("lateness", () => {
  it.each([
    [-1, 0, 0],
    [0, 0, 0],
    [15, 0, 0],
    [15.001, 1, 0.1],
    [15 + 1440, 1, 0.1],
    [15 + 1440.01, 2, 0.2],
    [15 + 30 * 1440, 30, 0.5],
  ])("%d minutes after the deadline are %d days and cost %d", (minutes, days, share) => {
    expect(after(minutes)).toEqual({ days, share });
  });

  it("costs nothing without a policy", () => {
    expect(latenessOf(null, deadline, new Date("2027-01-01T00:00:00Z")).share).toBe(0);
  });
});
