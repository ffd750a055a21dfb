import { describe, expect, it } from "vitest";
import { safeNext } from "./view.ts";

describe("safeNext", () => {
  it("goes back to a page of ours", () => {
    expect(safeNext("/c/dl-2026/entries?x=1")).toBe("/c/dl-2026/entries?x=1");
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    undefined,
    ["/a"],
    "/a b",
  ])("never leaves the portal: %s", (next) => {
    expect(safeNext(next)).toBe("/");
  });
});
