import { describe, expect, it } from "vitest";
import { createReporter, summarize } from "./step.mjs";

function recorder() {
  const lines: string[] = [];
  return { lines, report: createReporter({ write: (text: string) => lines.push(text) }) };
}

describe("a step of setup", () => {
  it("prints its progress and one line at its end, with the time when it did something", async () => {
    const { lines, report } = recorder();
    await report.step("portal", async (progress) => {
      progress("building");
      return { state: "done", says: "built" };
    });
    await report.step("Node 24", async () => ({ state: "kept", says: "v24.1.0" }));
    expect(lines[0]).toMatch(/^… portal +building\n$/);
    expect(lines[1]).toMatch(/^✓ portal +built, \d+\.\d s\n$/);
    expect(lines[2]).toMatch(/^✓ Node 24 +v24\.1\.0\n$/);
  });

  it("that throws has failed, and the others go on", async () => {
    const { lines, report } = recorder();
    const outcome = await report.step("portal", () => Promise.reject(new Error("disk full")));
    expect(outcome).toMatchObject({ state: "failed", says: "disk full" });
    expect(lines[0]).toMatch(/^✗ portal +disk full\n$/);
  });
});

describe("the summary", () => {
  const fine = { state: "done" as const, says: "", name: "npm packages", seconds: 1 };
  const failed = { state: "failed" as const, says: "no luajit", remedy: "apt-get install luajit", seconds: 1 };

  it("is short when everything is there", () => {
    expect(summarize([fine])).toEqual({ text: "Everything is set up.\n", usable: true });
  });

  it("names each failure with its remedy, and is usable without what is not essential", () => {
    const { text, usable } = summarize([fine, { ...failed, name: "Debian packages" }]);
    expect(usable).toBe(true);
    expect(text).toContain("- Debian packages: no luajit\n  apt-get install luajit\n");
  });

  it("is not usable without an essential step", () => {
    const { text, usable } = summarize([{ ...failed, name: "npm packages", essential: true }]);
    expect(usable).toBe(false);
    expect(text).toContain("nothing can run");
  });
});
