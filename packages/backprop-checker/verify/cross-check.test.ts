import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gradientProblem } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compileProblem } from "../problem/compile-problem.ts";
import { crossCheckProblem } from "./cross-check.ts";

const files = globSync(join(import.meta.dirname, "../../../kits/*/problems/*.yaml")).sort();

function compile(source: object) {
  const compiled = compileProblem(gradientProblem.parse(source));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
}

describe("crossCheckProblem", () => {
  it("has at least forty problems in the bank to check", () => {
    expect(files.filter((file) => file.includes("/bank/")).length).toBeGreaterThanOrEqual(40);
  });

  it.each(files.map((file) => [basename(file, ".yaml"), file]))(
    "agrees with Ridders' method and with 64 digits on %s",
    async (_, file) => {
      const checked = await crossCheckProblem(compile(parse(readFileSync(file, "utf8"))));
      expect(checked).toMatchObject({ ok: true });
      if (checked.ok) for (const { points } of checked.value) expect(points).toBeGreaterThanOrEqual(10);
    },
    20_000,
  );

  it("refuses an author's reference that is not the derivative, and says why", async () => {
    const problem = compile({
      id: "square",
      title: "Square",
      symbols: { x: {} },
      forward: ["y = x^2"],
      upstream: { "dE/dy": "y" },
      slots: [{ id: "dx", target: "dE/dx", reference: "x*dE/dy" }],
    });
    const checked = await crossCheckProblem(problem);
    expect(checked).toMatchObject({
      ok: false,
      problems: [{ path: "slots.0.reference", message: expect.stringMatching(/slot dx .* 1\/2 times/) }],
    });
  });
});
