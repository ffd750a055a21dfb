import { describe, expect, it } from "vitest";
import { formatTable } from "./table.ts";

describe("a table for people", () => {
  it("puts numbers to the right and words to the left", () => {
    const lines = formatTable(
      ["team", "score"],
      [
        ["Example A", "97.10 %"],
        ["B", "8.00 %"],
      ],
    ).split("\n");
    expect(lines).toEqual(["team         score", "─────────  ───────", "Example A  97.10 %", "B           8.00 %"]);
  });
});
