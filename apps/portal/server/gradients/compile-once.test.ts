import { compileProblem } from "@gradmark/backprop-checker";
import { gradientProblem } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { createCompileOnce } from "./compile-once.ts";

const problem = (factor: number) =>
  gradientProblem.parse({
    id: "line",
    title: "Line",
    symbols: { x: {} },
    forward: [`y = ${factor}*x`],
    slots: [{ id: "dx", target: "dy/dx" }],
  });

function counting(limit: number) {
  const compilations: string[] = [];
  const once = createCompileOnce(limit, (source) => {
    compilations.push(String(source.forward[0]));
    return compileProblem(source);
  });
  return { once, compilations };
}

describe("createCompileOnce", () => {
  it("compiles a problem once for a course, also when it was read anew", () => {
    const { once, compilations } = counting(10);
    expect(once("a", problem(2))).toBe(once("a", problem(2)));
    expect(compilations).toEqual(["y = 2*x"]);
  });

  it("compiles a changed problem, and another course's, for itself", () => {
    const { once, compilations } = counting(10);
    for (const [course, factor] of [
      ["a", 2],
      ["a", 3],
      ["b", 2],
    ] as const)
      once(course, problem(factor));
    expect(compilations).toHaveLength(3);
  });

  it("keeps no more than its limit, and forgets what was not asked for longest", () => {
    const { once, compilations } = counting(2);
    for (const factor of [1, 2, 1, 3, 1, 2]) once("a", problem(factor));
    expect(compilations).toEqual(["y = 1*x", "y = 2*x", "y = 3*x", "y = 2*x"]);
  });

  it("throws when the kit's own problem does not compile", () => {
    const broken = { ...problem(1), forward: ["y = "] };
    expect(() => counting(2).once("a", broken)).toThrow(/line does not compile/);
  });
});
