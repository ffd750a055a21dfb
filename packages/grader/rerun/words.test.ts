import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mebibytes, moment, seconds, shortText, visibleText } from "./words.ts";

describe("words", () => {
  it("writes numbers as people read them", () => {
    expect([seconds(120_000), seconds(1500), mebibytes(512 * 2 ** 20), mebibytes(65_536)]).toEqual([
      "120 s",
      "1.5 s",
      "512 MiB",
      "64 KiB",
    ]);
    expect(moment("2026-11-12T13:03:00Z", "Europe/Berlin")).toBe("12 Nov, 14:03");
    expect(moment("2026-11-12T13:03:00Z", "UTC")).toBe("12 Nov, 13:03 UTC");
  });

  it("leaves no control character and no change of direction in hostile text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const shown = visibleText(text);
        expect(shown).not.toMatch(/(?![\n\t])\p{Cc}/u);
        expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/u);
      }),
    );
  });

  it("keeps ordinary text of any language", () => {
    expect(visibleText("épreuve 三\tx\r\ny 😀")).toBe("épreuve 三\tx\ny 😀");
  });

  it("cuts long lines and keeps them on one line", () => {
    expect(shortText(`a\nb${"x".repeat(200)}`)).toMatch(/^a␊bx{117}…$/);
  });
});
