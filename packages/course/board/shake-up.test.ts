import type { Scored } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { seededNormal } from "./seeded-normal.ts";
import { measureShakeUp } from "./shake-up.ts";

const share = (right: number, rows: number): Scored => {
  const p = right / rows;
  const half = 1.96 * Math.sqrt((p * (1 - p)) / rows);
  return { score: p, rows, interval: [p - half, p + half] };
};
const options = { direction: "max" as const, seed: "course" };

describe("measureShakeUp", () => {
  it("is the same for the same seed", () => {
    const teams = [700, 690, 650].map((right) => ({ public: share(right, 1000), private: share(right - 5, 1000) }));
    expect(measureShakeUp(teams, options)).toEqual(measureShakeUp(teams, options));
    expect(measureShakeUp(teams, options)).not.toEqual(measureShakeUp(teams, { ...options, seed: "another" }));
  });

  it("puts teams that are far apart always in their places, and lets equal ones change them", () => {
    const far = [990, 700, 400].map((right) => ({ public: share(right, 1000), private: share(right, 1000) }));
    expect(measureShakeUp(far, options)).toMatchObject({
      teams: [1, 2, 3].map((place) => ({ places: [place, place], byChance: [0, 0] })),
      moved: 0,
      movedByChance: { mean: 0, range: [0, 0] },
    });
    const equal = Array.from({ length: 9 }, () => ({ public: share(700, 1000), private: share(700, 1000) }));
    const [first] = measureShakeUp(equal, options)?.teams ?? [];
    expect(first?.places[0]).toBeLessThanOrEqual(2);
    expect(first?.places[1]).toBeGreaterThanOrEqual(8);
  });

  it("explains by chance what chance alone moved, and not what a turned board moved", () => {
    const count = 40;
    const turned = Array.from({ length: count }, (_, k) => ({
      public: share(600 + 8 * k, 1000),
      private: share(600 + 8 * (count - k), 1000),
    }));
    const shake = measureShakeUp(turned, options);
    expect(shake?.moved).toBeGreaterThan(shake?.movedByChance.range[1] ?? Number.POSITIVE_INFINITY);
    // Noise of the size that the intervals say: the mean movement lies among the drawn ones.
    const normal = seededNormal("noise");
    const drawn = (k: number) => share(Math.round(700 + 2 * k + 14.5 * normal()), 1000);
    const fair = Array.from({ length: count }, (_, k) => ({ public: drawn(k), private: drawn(k) }));
    const calm = measureShakeUp(fair, options);
    expect(calm?.moved).toBeGreaterThan((calm?.movedByChance.range[0] ?? 0) * 0.8);
    expect(calm?.moved).toBeLessThan((calm?.movedByChance.range[1] ?? 0) * 1.2);
  });

  it("ranks the smaller score first where smaller is better", () => {
    const loss = (score: number): Scored => ({ score, rows: 1000, interval: [score - 0.001, score + 0.001] });
    const teams = [0.9, 0.1].map((score) => ({ public: loss(score), private: loss(score) }));
    const shake = measureShakeUp(teams, { ...options, direction: "min" });
    expect(shake?.teams.map(({ places }) => places)).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it("says nothing where no interval is known, or for one team", () => {
    const bare = { score: 0.5, rows: 10, interval: null };
    expect(
      measureShakeUp(
        [share(5, 10), bare].map((one) => ({ public: one, private: one })),
        options,
      ),
    ).toBeNull();
    expect(measureShakeUp([{ public: share(5, 10), private: share(5, 10) }], options)).toBeNull();
  });
});
