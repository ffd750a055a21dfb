import { describe, expect, it } from "vitest";
import { majorVersion } from "./runtime.mjs";

describe("the version of a Node", () => {
  it("is read from what it prints", () => {
    expect(majorVersion("v24.21.0\n")).toBe(24);
    expect(majorVersion("v9.1.0")).toBe(9);
  });

  it("is 0 for anything else, so that it is never taken for new enough", () => {
    expect(majorVersion("")).toBe(0);
    expect(majorVersion("node: command not found 30")).toBe(0);
  });
});
