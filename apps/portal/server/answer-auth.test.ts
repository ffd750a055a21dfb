import { selectOptionalPersonByEmail, selectSignInWays } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { codeOf, password, startAuthHouse } from "#e2e/auth-house.ts";
import { awaitMail } from "#e2e/mailbox.ts";
import { answerAuth } from "./answer-auth.ts";
import { openHouse } from "./house.ts";

const house = startAuthHouse();

describe("floods and guesses", () => {
  it("a mailbox gets at most 5 mails an hour, whoever asks", async () => {
    for (let k = 0; k < 5; k++)
      await house.ask("request-password-reset", { email: "ada@example.org" }, { "x-forwarded-for": `192.0.2.${k}` });
    const more = await house.ask(
      "request-password-reset",
      { email: "ADA@example.org" },
      { "x-forwarded-for": "192.0.2.77" },
    );
    expect(more.status).toBe(429);
    expect(Number(more.headers.get("retry-after"))).toBeGreaterThan(3500);
    expect(await codeOf(await house.ask("send-verification-email", { email: "ada@example.org" }))).toEqual([
      429,
      "TOO_MANY_MAILS",
    ]);
  }, 20_000);

  it("one network address tries at most 300 mailboxes in 10 minutes", async () => {
    const { asks } = openHouse().accounts.guards;
    for (let k = 0; k < 299; k++) asks.note("192.0.2.1", new Date());
    expect((await house.ask("request-password-reset", { email: "last@example.org" })).status).toBe(200);
    expect(await codeOf(await house.ask("request-password-reset", { email: "more@example.org" }))).toEqual([
      429,
      "TOO_MANY_ASKED",
    ]);
  });

  it.each([
    ["verify-email", { token: "made-up" }],
    ["reset-password", { token: "made-up", newPassword: password }],
    ["owner-link", { token: "made-up", name: "Eve", email: "eve@example.org", password }],
  ])("whoever guesses links at %s is stopped after 30", async (path, body) => {
    for (let k = 0; k < 30; k++) expect((await house.ask(path, body)).status).not.toBe(429);
    expect(await codeOf(await house.ask(path, body))).toEqual([429, "TOO_MANY_BAD_LINKS"]);
    expect((await house.ask(path, body, { "x-forwarded-for": "192.0.2.2" })).status).not.toBe(429);
  });

  it("a password is guessed at ten times, then not for ten minutes, and its owner elsewhere comes in", async () => {
    await house.enter("ada@example.org");
    const guess = (from: string, word: string) =>
      house.ask("sign-in/email", { email: "ada@example.org", password: word }, { "x-forwarded-for": from });
    for (let k = 0; k < 10; k++) expect((await guess("192.0.2.5", "wrong wrong wrong")).status).toBe(401);
    expect((await guess("192.0.2.5", password)).status).toBe(429);
    expect((await guess("192.0.2.6", password)).status).toBe(200);
  }, 20_000);
});

describe("what better-auth has and we do not offer", () => {
  it.each([
    "list-sessions",
    "get-session",
    "revoke-session",
    "update-user",
    "delete-user",
    "sign-in/social",
    "link-social",
    "list-accounts",
    "unlink-account",
    "verify-email",
    "error",
    "ok",
    "reset-password/x",
  ])("%s does not exist", async (path) => {
    const cookie = await house.enter("ada@example.org");
    for (const method of ["GET", "POST"]) {
      if (path === "verify-email" && method === "POST") continue;
      const request = new Request(`https://grader.example.edu/api/auth/${path}`, {
        method,
        headers: { cookie, host: "grader.example.edu" },
      });
      expect((await answerAuth(request)).status, method).toBe(404);
    }
  });

  it("no role and no confirmation can be taken along when registering", async () => {
    await house.ask("sign-up/email", {
      name: "Eve",
      email: "eve@example.org",
      password,
      role: "admin",
      emailVerified: true,
    });
    const { id, role } = selectOptionalPersonByEmail(house.home.database, "eve@example.org") ?? { id: "", role: "" };
    expect([role, selectSignInWays(house.home.database, id).emailVerified]).toEqual(["member", false]);
  });

  it("a page of another site changes nothing", async () => {
    const cookie = await house.enter("ada@example.org");
    for (const path of ["change-email", "university", "owner-link", "verify-email", "request-password-reset"])
      expect(await codeOf(await house.ask(path, {}, { cookie, origin: "https://evil.example" }))).toEqual([
        403,
        "FOREIGN_ORIGIN",
      ]);
  });
});

describe("the log", () => {
  it("holds no password, token, cookie or address of all that happened here, nor when the database fails", async () => {
    const cookie = await house.enter("ada@example.org");
    const { token } = await awaitMail(house.home.home, "ada@example.org");
    house.home.database.client.exec("drop table verification");
    expect((await house.ask("request-password-reset", { email: "ada@example.org" })).status).toBe(500);
    house.home.database.client.exec("drop table session");
    expect((await house.ask("sign-in/email", { email: "ada@example.org", password })).status).toBe(500);
    const text = house.logged.join("\n");
    expect(text).toContain("better-auth failed");
    for (const secret of [password, token, cookie.split("=")[1] ?? "", "ada@example.org"])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/owner_[\w-]{43}/);
  });
});
