import { describe, expect, it } from "vitest";
import { type FileView, isHandedIn, type ReceiptView } from "./view.ts";

const now = new Date("2026-11-24T12:00:00Z");
const file = { name: "result.py", sha256: "a".repeat(64), bytes: 5, role: "script" as const };
const upload: FileView = { ...file, id: "u", by: "Ada", at: now };
const receipt: ReceiptView = {
  ...{ id: "r", submittedAt: now, by: "Ada", files: [file], link: null, state: "done", replaced: false },
};
const url = "https://example.org/w";
const withLink = { ...receipt, link: { url, pin: null, problem: null } };

describe("what stands on the check-list", () => {
  it("is handed in when the same files and the same link are", () => {
    expect(isHandedIn([upload], null, receipt)).toBe(true);
    expect(isHandedIn([upload], url, withLink)).toBe(true);
  });

  it("is not, when a byte, a name, a file or the link is another one", () => {
    expect(isHandedIn([upload], null, null)).toBe(false);
    expect(isHandedIn([{ ...upload, sha256: "b".repeat(64) }], null, receipt)).toBe(false);
    expect(isHandedIn([{ ...upload, name: "result.lua" }], null, receipt)).toBe(false);
    expect(isHandedIn([], null, receipt)).toBe(false);
    expect(isHandedIn([upload], url, receipt)).toBe(false);
    expect(isHandedIn([upload], null, withLink)).toBe(false);
  });
});
