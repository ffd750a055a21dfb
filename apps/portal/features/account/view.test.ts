import { describe, expect, it } from "vitest";
import { explainReturn, nameDevice, safeNext, viewSession } from "./view.ts";

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

describe("nameDevice", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
      "Safari on macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0.7204.156 Mobile/15E148 Safari/604.1",
      "Chrome on iPhone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
      "Samsung Internet on Android",
    ],
    ["python-requests/2.32.4", "A program"],
    ["curl/8.5.0 (x86_64-pc-linux-gnu) Linux", "A program on Linux"],
    ["", "A program"],
  ])("says in words what calls itself %s", (userAgent, words) => {
    expect(nameDevice(userAgent)).toBe(words);
  });
});

describe("viewSession", () => {
  it("tells the session in which it is read from the others", () => {
    const at = new Date(0);
    const session = { id: "s", userAgent: null, ipAddress: "", createdAt: at, lastSeenAt: at };
    expect(viewSession(session, "s")).toEqual({
      id: "s",
      device: "A program",
      from: "unknown",
      since: at,
      lastSeen: at,
      current: true,
    });
    expect(viewSession(session, undefined).current).toBe(false);
  });
});

describe("explainReturn", () => {
  it("has a sentence for every code, and repeats none", () => {
    expect(explainReturn(undefined)).toBeUndefined();
    expect(explainReturn("")).toBeUndefined();
    expect(explainReturn("account_not_linked")).toContain("connect the university");
    expect(explainReturn("<script>")).toBe("The sign-in was not finished. Try again, or use your password.");
    expect(explainReturn("constructor")).toBe("The sign-in was not finished. Try again, or use your password.");
  });
});
