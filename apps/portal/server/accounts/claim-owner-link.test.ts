import { selectOptionalPersonByEmail } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { codeOf, password, startAuthHouse } from "#e2e/auth-house.ts";
import { offerOwnerLink } from "./offer-owner-link.ts";

const house = startAuthHouse();

describe("the owner's link", () => {
  const owner = { name: "Olga", email: "olga@example.org", password };
  const offer = (now = new Date()) =>
    offerOwnerLink(house.home.database, { url: "https://grader.example.edu", now })?.split("#")[1] ?? "";

  it("makes one owner, who can sign in, and is used up", async () => {
    const token = offer();
    expect((await house.ask("owner-link", { token, ...owner })).status).toBe(200);
    expect(selectOptionalPersonByEmail(house.home.database, owner.email)?.role).toBe("admin");
    expect((await house.ask("sign-in/email", owner)).status).toBe(200);
    expect(await codeOf(await house.ask("owner-link", { token, ...owner, email: "eve@example.org" }))).toEqual([
      403,
      "USED_LINK",
    ]);
    expect(offerOwnerLink(house.home.database, { url: "https://x.example", now: new Date() })).toBeNull();
  });

  it("has expired after 24 hours, and once the portal printed another", async () => {
    const old = offer(new Date(Date.now() - 86_400_001));
    expect(await codeOf(await house.ask("owner-link", { token: old, ...owner }))).toEqual([403, "EXPIRED_LINK"]);
    const [first] = [offer(), offer()];
    expect(await codeOf(await house.ask("owner-link", { token: first, ...owner }))).toEqual([403, "EXPIRED_LINK"]);
  });

  it("opens nothing to who guesses, and stands in the database as a hash only", async () => {
    const token = offer();
    expect(await codeOf(await house.ask("owner-link", { token: `${token}x`, ...owner }))).toEqual([
      403,
      "UNKNOWN_LINK",
    ]);
    expect(await codeOf(await house.ask("owner-link", owner))).toEqual([403, "UNKNOWN_LINK"]);
    expect(JSON.stringify(house.home.database.client.prepare("select * from owner_link").all())).not.toContain(token);
  });

  it("gives no account away that exists, and makes it the owner's once its person is signed in", async () => {
    const cookie = await house.enter("olga@example.org");
    const token = offer();
    expect(await codeOf(await house.ask("owner-link", { token, ...owner }))).toEqual([409, "ADDRESS_TAKEN"]);
    expect((await house.ask("owner-link", { token }, { cookie })).status).toBe(200);
    expect(selectOptionalPersonByEmail(house.home.database, owner.email)?.role).toBe("admin");
  });

  it("is used once by two who come at the same time", async () => {
    const token = offer();
    const answers = await Promise.all(
      [1, 2].map((k) => house.ask("owner-link", { token, ...owner, email: `olga${k}@example.org` })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });
});
