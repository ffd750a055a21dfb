import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiToken } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { clientWays, exampleCommands, tokenPlaceholder, viewToken } from "./view.ts";

const now = new Date("2026-11-24T12:00:00Z");
const token: ApiToken = {
  id: "t1",
  userId: "u1",
  name: "laptop",
  hash: "0".repeat(64),
  hint: "abcd",
  scope: "read",
  courseId: null,
  createdAt: now,
  expiresAt: new Date("2026-11-25T12:00:00Z"),
  lastUsedAt: null,
  revokedAt: null,
};

describe("a token as its owner sees it", () => {
  it("holds no hash", () => {
    expect(JSON.stringify(viewToken(token, new Map(), now))).not.toContain(token.hash);
  });

  it("is good until it is revoked or its time is over", () => {
    const state = (change: Partial<ApiToken>) => viewToken({ ...token, ...change }, new Map(), now).state;
    expect([state({}), state({ revokedAt: now }), state({ expiresAt: now })]).toEqual(["good", "revoked", "expired"]);
  });
});

describe("the lines for the client", () => {
  const place = { url: "https://grader.example.edu", email: "ada@example.org", token: "T", shell: "posix" as const };

  it("offer the portal as a proxy on the own machine only, where nobody listens in between", () => {
    const ids = (url: string) => clientWays({ ...place, url }).map(({ id }) => id);
    expect(ids("https://grader.example.edu")).toEqual(["newest", "pinned"]);
    expect(ids("http://grader.example.edu")).toEqual(["newest", "pinned"]);
    expect(ids("http://localhost:3000")).toEqual(["newest", "pinned", "proxy"]);
  });

  it("quote an address that a shell would take apart", () => {
    const lines = (email: string) => clientWays({ ...place, email })[1]?.lines.at(-1);
    expect(lines("ada@example.org")).toBe("export KAGGLE_USERNAME=ada@example.org KAGGLE_KEY=T");
    expect(lines("o'b$(id)@example.org")).toBe("export KAGGLE_USERNAME='o'\\''b$(id)@example.org' KAGGLE_KEY=T");
  });

  it("for PowerShell set the same variables", () => {
    const [first, second] = clientWays({ ...place, shell: "powershell" });
    expect(first?.lines.join("\n")).toContain('$env:KAGGLE_API_TOKEN="T"');
    expect(second?.lines.join("\n")).toContain("$env:KAGGLE_USERNAME='ada@example.org'; $env:KAGGLE_KEY=\"T\"");
  });

  // What the page prints is run with the real clients in e2e/kaggle-clients.test.ts.
  it("stand in the guide as the page prints them", () => {
    const guide = readFileSync(join(import.meta.dirname, "../../../../docs/guides/kaggle-client.md"), "utf8");
    const blocks = [...guide.matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, block = ""]) => block.split("\n"));
    const ways = clientWays({ ...place, token: tokenPlaceholder });
    expect(blocks).toEqual([...ways.map(({ lines }) => lines), exampleCommands("lab1")]);
  });
});
