import { describe, expect, it } from "vitest";
import { AttemptGuard } from "./attempt-guard.ts";

const at = (ms: number) => new Date(ms);

describe("AttemptGuard", () => {
  it("lets a key try as often as allowed, then says how long to wait", () => {
    const guard = new AttemptGuard({ attempts: 2, windowMs: 60_000 });
    guard.note("a", at(0));
    expect(guard.waitFor("a", at(1))).toBe(0);
    guard.note("a", at(10_000));
    expect(guard.waitFor("a", at(10_000))).toBe(50);
    expect(guard.waitFor("b", at(10_000))).toBe(0);
  });

  it("begins anew when the window is over, or when the key succeeded", () => {
    const guard = new AttemptGuard({ attempts: 1, windowMs: 1000 });
    guard.note("a", at(0));
    expect(guard.waitFor("a", at(1000))).toBe(0);
    guard.note("a", at(1000));
    expect(guard.waitFor("a", at(1001))).toBe(1);
    guard.clear("a");
    expect(guard.waitFor("a", at(1001))).toBe(0);
  });

  it("still holds a key back after a flood of others in the same window", () => {
    const guard = new AttemptGuard({ attempts: 1, windowMs: 1000 });
    guard.note("victim", at(0));
    for (let k = 0; k < 1000; k++) guard.note(`key ${k}`, at(1));
    expect(guard.waitFor("victim", at(2))).toBe(1);
  });
});
