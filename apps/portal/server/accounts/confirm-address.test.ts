import { selectOptionalPersonByEmail, selectSignInWays } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { codeOf, cookieOf, password, startAuthHouse } from "#e2e/auth-house.ts";
import { awaitMail } from "#e2e/mailbox.ts";
import { answerAuth } from "../answer-auth.ts";

const house = startAuthHouse();

describe("an address", () => {
  it("opens nothing before it is confirmed, and signs its reader in then", async () => {
    const answer = await house.signUp("ada@example.org");
    expect([answer.status, cookieOf(answer)]).toEqual([200, ""]);
    expect(await codeOf(await house.ask("sign-in/email", { email: "ada@example.org", password }))).toEqual([
      403,
      "EMAIL_NOT_VERIFIED",
    ]);
    const { subject, link, token } = await awaitMail(house.home.home, "ada@example.org");
    expect([subject, link]).toEqual([
      "Gradmark: Confirm your address",
      `https://grader.example.edu/account/confirm#${token}`,
    ]);
    const confirmed = await house.ask("verify-email", { token });
    expect(await confirmed.clone().json()).toEqual({ done: "confirmed" });
    expect(cookieOf(confirmed)).toMatch(/^__Secure-gradmark.session_token=./);
    expect((await house.ask("sign-in/email", { email: "ada@example.org", password })).status).toBe(200);
  });

  it("gives nobody a session by a link that was used", async () => {
    await house.enter("ada@example.org");
    const { token } = await awaitMail(house.home.home, "ada@example.org");
    expect(cookieOf(await house.ask("verify-email", { token }))).toBe("");
  });

  it.each(["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFkYUBleGFtcGxlLm9yZyJ9."])(
    "is confirmed by no token that somebody made up: %j",
    async (token) => {
      await house.signUp("ada@example.org");
      const answer = await house.ask("verify-email", { token });
      expect([answer.ok, cookieOf(answer)]).toEqual([false, ""]);
      const person = selectOptionalPersonByEmail(house.home.database, "ada@example.org");
      expect(selectSignInWays(house.home.database, person?.id ?? "").emailVerified).toBe(false);
    },
  );

  it("is not confirmed by opening a link, as a scanner of mails does", async () => {
    await house.signUp("ada@example.org");
    const { token } = await awaitMail(house.home.home, "ada@example.org");
    const url = `https://grader.example.edu/api/auth/verify-email?token=${token}`;
    expect((await answerAuth(new Request(url))).status).toBe(404);
  });

  it("changes only when the old one allows it and the new one confirms it, both signed in", async () => {
    const cookie = await house.enter("ada@example.org");
    expect((await house.ask("change-email", { newEmail: "new@example.org" }, { cookie })).status).toBe(200);
    const allow = await awaitMail(house.home.home, "ada@example.org", 2);
    expect(allow.text).toContain("new@example.org");
    expect(await codeOf(await house.ask("verify-email", { token: allow.token }))).toEqual([401, "SIGN_IN_FIRST"]);
    expect(await (await house.ask("verify-email", { token: allow.token }, { cookie })).json()).toEqual({
      done: "allowed",
    });
    const confirm = await awaitMail(house.home.home, "new@example.org");
    expect(await codeOf(await house.ask("verify-email", { token: confirm.token }))).toEqual([401, "SIGN_IN_FIRST"]);
    const eve = await house.enter("eve@example.org");
    expect((await house.ask("verify-email", { token: confirm.token }, { cookie: eve })).ok).toBe(false);
    expect(await (await house.ask("verify-email", { token: confirm.token }, { cookie })).json()).toEqual({
      done: "changed",
    });
    expect(selectOptionalPersonByEmail(house.home.database, "new@example.org")).toBeDefined();
    expect(selectOptionalPersonByEmail(house.home.database, "ada@example.org")).toBeUndefined();
  });
});
