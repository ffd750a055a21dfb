import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { programExit } from "./program-exit.ts";

describe("the exit code of a program under gVisor", () => {
  let engine: string;
  beforeEach(() => {
    engine = mkdtempSync(join(tmpdir(), "gradmark-exit-"));
  });
  afterEach(() => rmSync(engine, { recursive: true }));

  it.each([1, 125, 126, 127])("is nobody's when runsc was never reached and %d came back", (code) => {
    expect(programExit(code, engine)).toBeNull();
  });

  it.each([0, 3, 125, 127, 128])("is the program's %d when runsc has nothing to say", (code) => {
    writeFileSync(join(engine, "log"), "");
    expect(programExit(code, engine)).toBe(code);
  });

  it("is nobody's when runsc could not set up the sandbox", () => {
    writeFileSync(join(engine, "log"), '{"msg":"reading spec","level":"error"}\n');
    expect(programExit(128, engine)).toBeNull();
    expect(programExit(3, engine)).toBe(3);
  });
});
