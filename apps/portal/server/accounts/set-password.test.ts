import { insertPerson, selectOptionalPersonByEmail, selectSessionsOf, selectSignInWays } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { codeOf, password, startAuthHouse } from "#e2e/auth-house.ts";
import { awaitMail } from "#e2e/mailbox.ts";

const house = startAuthHouse();

describe("a new password", () => {
  it("is set once by the link of a mail, ends all sessions, and confirms the address", async () => {
    await house.signUp("ada@example.org");
    const { id } = selectOptionalPersonByEmail(house.home.database, "ada@example.org") ?? { id: "" };
    await house.ask("request-password-reset", { email: "ada@example.org" });
    const { token } = await awaitMail(house.home.home, "ada@example.org", 2);
    expect((await house.ask("reset-password", { token, newPassword: "short" })).status).toBe(400);
    expect((await house.ask("reset-password", { token, newPassword: "another horse battery" })).status).toBe(200);
    expect(await codeOf(await house.ask("reset-password", { token, newPassword: "third horse battery" }))).toEqual([
      400,
      "INVALID_TOKEN",
    ]);
    expect(selectSessionsOf(house.home.database, { userId: id, now: new Date() })).toEqual([]);
    expect((await house.ask("sign-in/email", { email: "ada@example.org", password })).status).toBe(401);
    expect(
      (await house.ask("sign-in/email", { email: "ada@example.org", password: "another horse battery" })).status,
    ).toBe(200);
  });

  it("closes every way in that somebody else left who registered the address first", async () => {
    const { id } = insertPerson(house.home.database, {
      email: "ada@example.org",
      name: "Not Ada",
      emailVerified: false,
      now: new Date(),
    });
    const insert = house.home.database.client.prepare(
      "insert into account (id, account_id, provider_id, user_id, created_at, updated_at) values (?, 'sub', 'university', ?, 0, 0)",
    );
    insert.run("way", id);
    await house.ask("request-password-reset", { email: "ada@example.org" });
    const { token } = await awaitMail(house.home.home, "ada@example.org");
    await house.ask("reset-password", { token, newPassword: "another horse battery" });
    expect(selectSignInWays(house.home.database, id)).toEqual({ emailVerified: true, password: true, providers: [] });
  });
});
