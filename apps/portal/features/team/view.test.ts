import { describe, expect, it } from "vitest";
import { nameBytes } from "./view.ts";

describe("nameBytes", () => {
  it("tells names apart that look the same", () => {
    expect(nameBytes("é")).toEqual(["c3", "a9"]);
    expect(nameBytes("e\u0301")).toEqual(["65", "cc", "81"]);
  });
});
