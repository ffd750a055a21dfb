import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { explain, run } from "./run.mjs";

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
const node = process.execPath;

describe("running a program", () => {
  it("that never ends is ended at its time limit", async () => {
    const result = await run(node, [fixture("forever.mjs")], { seconds: 0.5 });
    expect(result.ok).toBe(false);
    expect(result.why).toMatch(/was ended after 0.5 s/);
  });

  it("that asks a question finds no input instead of waiting", async () => {
    const result = await run(node, [fixture("asks-and-waits.mjs")], { seconds: 20 });
    expect(result.why).toMatch(/exit code 3/);
    expect(explain(result)).toMatch(/exit code 3: Continue\? \[y\/n\]/);
  });

  it("that does not exist fails with its name", async () => {
    const result = await run("no-such-program", [], { seconds: 5 });
    expect(result).toMatchObject({ ok: false, why: expect.stringContaining("no-such-program did not start") });
  });

  it("that fails is explained by its first errors, not by warnings or by how long it went on", () => {
    const output = "WARNING: error, trying again\nERROR: no such package\nsee the log\n";
    expect(explain({ ok: false, why: "pip ended with exit code 1", output })).toBe(
      "pip ended with exit code 1: ERROR: no such package",
    );
    expect(explain({ ok: false, why: "it ended", output: "a\nb\nc\n" })).toBe("it ended: b / c");
    expect(explain({ ok: false, why: "it ended", output: "" })).toBe("it ended");
  });
});
