import { describe, expect, it } from "vitest";
import { isOwnOrigin } from "./check-origin.ts";

function ask(headers: Record<string, string>): boolean {
  return isOwnOrigin(
    new Request("http://portal.test:3000/api/upload", {
      method: "POST",
      headers: { host: "portal.test:3000", ...headers },
    }),
  );
}

describe("isOwnOrigin", () => {
  it("takes requests of our own pages and of programs that are no browser", () => {
    expect(ask({ origin: "http://portal.test:3000", "sec-fetch-site": "same-origin" })).toBe(true);
    expect(ask({})).toBe(true);
  });

  it.each([
    [{ origin: "http://evil.test" }],
    [{ origin: "null" }],
    [{ origin: "http://portal.test" }],
    [{ origin: "https://portal.test:3000" }],
    [{ origin: "http://portal.test:3000.evil.test" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
  ])("refuses %j", (headers) => {
    expect(ask(headers)).toBe(false);
  });
});
