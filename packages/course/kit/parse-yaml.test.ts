import { describe, expect, it } from "vitest";
import { parseYaml } from "./parse-yaml.ts";

function problemsOf(text: string): string[] {
  const parsed = parseYaml(text);
  return parsed.ok ? [] : parsed.problems.map((problem) => problem.message);
}

describe("parseYaml", () => {
  it("reads plain data and knows the line of a place", () => {
    const parsed = parseYaml("a: 1\nb:\n  - x\n  - { c: yes }\n");
    if (!parsed.ok) throw new Error("expected a value");
    expect(parsed.value.value).toEqual({ a: 1, b: ["x", { c: "yes" }] });
    expect(parsed.value.lineOf(["b", 1, "c"])).toBe(4);
    expect(parsed.value.lineOf(["b", 1, "missing"])).toBe(4);
  });

  it("names the line of a syntax error", () => {
    expect(problemsOf("a: 1\nb: [1, 2\nc: 3\n")[0]).toMatch(/^line [23]: /);
  });

  it("refuses a key that stands twice", () => {
    expect(problemsOf("a: 1\na: 2\n")).toEqual(['line 2: the key "a" stands twice.']);
  });

  it("refuses an alias bomb before it grows", () => {
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]", "b: &b [*a, *a, *a, *a]", "c: [*b, *b, *b, *b]"].join("\n");
    const problems = problemsOf(bomb);
    expect(problems[0]).toBe("line 1: the anchor &a is not allowed here. Leave it out.");
    expect(problems).toContain("line 2: the alias *a is not allowed here. Write the value out.");
    expect(problems.length).toBeLessThanOrEqual(20);
  });

  it("refuses tags that would make other things than data", () => {
    expect(problemsOf("a: !!js/function 'function () {}'\n").length).toBeGreaterThan(0);
    expect(problemsOf("a: !include /etc/passwd\n").length).toBeGreaterThan(0);
    expect(problemsOf("a: !!binary aGk=\n").length).toBeGreaterThan(0);
  });

  it("refuses a directive, which could switch to YAML 1.1 and its types", () => {
    expect(problemsOf("%YAML 1.1\n---\na: yes\n").join(" ")).toContain("a directive");
  });

  it("refuses a second document", () => {
    expect(problemsOf("a: 1\n---\nb: 2\n").length).toBeGreaterThan(0);
  });

  it("refuses nesting that would overflow the stack of the reader", () => {
    expect(problemsOf("[".repeat(100_000))).toEqual([
      "line 1: nested more than 500 levels deep. A kit needs at most five.",
    ]);
    expect(problemsOf(`a:\n ${"- ".repeat(50_000)}x`).length).toBe(1);
    const staircase = Array.from({ length: 510 }, (_, k) => `${" ".repeat(10 * k)}a:`).join("\n");
    expect(problemsOf(staircase).length).toBe(1);
  });

  it("answers within seconds whatever 128 KiB of text it is given, and takes no more", () => {
    const keys = Array.from({ length: 13_000 }, (_, k) => `k${k}: 1`).join("\n");
    expect(problemsOf(keys)).toEqual([]);
    expect(problemsOf("- a\n".repeat(32_768))).toEqual([]);
    expect(problemsOf("- a\n".repeat(32_769))[0]).toContain("131076 characters of YAML; 131072 are allowed");
  }, 20_000);

  it("takes formulas with brackets that do not pair", () => {
    const formulas = Array.from({ length: 100 }, (_, k) => `  $x_{${k}} \\in [0, 1)$ and $\\left\\{ y \\right.$`).join(
      "\n",
    );
    expect(problemsOf(`statement: |\n${formulas}\nsum: "[i == j]"\n`)).toEqual([]);
  });

  it("keeps __proto__ as a key of its own, away from the prototype", () => {
    const parsed = parseYaml("__proto__: { polluted: true }\n");
    expect(parsed.ok && Object.hasOwn(parsed.value.value as object, "__proto__")).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
