import { describe, expect, it } from "vitest";
import { password, startAuthHouse } from "#e2e/auth-house.ts";
import { awaitMail, readMails } from "#e2e/mailbox.ts";

const house = startAuthHouse();

describe("who asks whether an address has an account", () => {
  it.each(["sign-up/email", "request-password-reset", "send-verification-email"])(
    "learns nothing from %s, by words or by time",
    async (path) => {
      await house.enter("known@example.org");
      const measure = async (email: string) => {
        const began = performance.now();
        const answer = await house.ask(path, { name: "Ada", email, password }, { "x-forwarded-for": "192.0.2.9" });
        const body: unknown = await answer.json();
        return { ms: performance.now() - began, status: answer.status, shape: shapeOf(body) };
      };
      const [known, unknown] = [await measure("known@example.org"), await measure("unknown@example.org")];
      expect(known.shape).toEqual(unknown.shape);
      expect(known.status).toBe(unknown.status);
      // The floor under both times; what lies above it is the machine's load.
      for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThanOrEqual(395);
    },
  );

  it("learns it neither from a change of address, nor from a wrong password", async () => {
    const cookie = await house.enter("ada@example.org");
    await house.enter("known@example.org");
    const change = async (newEmail: string) => (await house.ask("change-email", { newEmail }, { cookie })).json();
    expect(await change("known@example.org")).toEqual(await change("unknown@example.org"));
    const guess = async (email: string) =>
      (await house.ask("sign-in/email", { email, password: "wrong wrong wrong" })).text();
    expect(await guess("known@example.org")).toBe(await guess("unknown@example.org"));
  });

  it("who registers an address that is taken is told so by mail alone", async () => {
    await house.enter("ada@example.org");
    await house.signUp("ada@example.org", "Mallory");
    const { subject, text } = await awaitMail(house.home.home, "ada@example.org", 2);
    expect(subject).toBe("Gradmark: You have an account already");
    expect(text).not.toContain("Mallory");
  });
});

/** Names of the fields and kinds of the values, without what differs for each person. */
function shapeOf(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.entries(body)
    .map(([key, value]) => [
      key,
      typeof value === "object"
        ? shapeOf(value)
        : ["id", "email", "createdAt", "updatedAt"].includes(key)
          ? typeof value
          : value,
    ])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
}

describe("a link in a mail", () => {
  it("leads to our own address, whatever the request calls us", async () => {
    await house.ask("request-password-reset", { email: "ada@example.org" });
    await house.signUp("ada@example.org");
    await house.ask(
      "request-password-reset",
      { email: "ada@example.org" },
      { host: "evil.example", origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    );
    await awaitMail(house.home.home, "ada@example.org", 2);
    for (const { text } of readMails(house.home.home, "ada@example.org")) {
      expect(text).not.toContain("evil.example");
      expect(text).toContain("https://grader.example.edu/account/");
    }
  });

  it("cannot carry words that a stranger chose as a name", async () => {
    await house.signUp("ada@example.org", "Free money at https://evil.example");
    expect((await awaitMail(house.home.home, "ada@example.org")).text).not.toContain("evil.example");
  });
});
