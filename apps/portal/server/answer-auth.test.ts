import { insertPerson, selectOptionalPersonByEmail, selectSessionsOf, selectSignInWays } from "@gradmark/db";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CourseHome, makeCourseHome } from "#e2e/course-home.ts";
import { awaitMail, readMails } from "#e2e/mailbox.ts";
import { offerOwnerLink } from "./accounts/offer-owner-link.ts";
import { answerAuth } from "./answer-auth.ts";
import { closeHouse, openHouse } from "./house.ts";

const password = "correct horse battery";
let home: CourseHome;
const logged: string[] = [];

beforeEach(async () => {
  home = await makeCourseHome();
  vi.stubEnv("GRADMARK_HOME", home.home);
  vi.stubEnv("GRADMARK_URL", "https://grader.example.edu");
  vi.stubEnv("GRADMARK_VERIFY_EMAIL", "1");
  vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => void logged.push(parts.join(" ")));
});
afterEach(() => {
  closeHouse(home.home);
  home[Symbol.dispose]();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A request as a program without a browser sends it, from a network address of its own. */
function ask(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const url = `https://grader.example.edu/api/auth/${path}`;
  const sent = {
    "content-type": "application/json",
    host: "grader.example.edu",
    "x-forwarded-for": "192.0.2.1",
    ...headers,
  };
  return answerAuth(new Request(url, { method: "POST", body: JSON.stringify(body), headers: sent }));
}

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";

function signUp(email: string, name = "Ada"): Promise<Response> {
  return ask("sign-up/email", { name, email, password });
}

/** A person with a confirmed address. */
async function enter(email: string): Promise<string> {
  await signUp(email);
  const { token } = await awaitMail(home.home, email);
  return cookieOf(await ask("verify-email", { token }));
}

describe("an address", () => {
  it("opens nothing before it is confirmed, and signs its reader in then", async () => {
    const answer = await signUp("ada@example.org");
    expect([answer.status, cookieOf(answer)]).toEqual([200, ""]);
    expect(await codeOf(await ask("sign-in/email", { email: "ada@example.org", password }))).toEqual([
      403,
      "EMAIL_NOT_VERIFIED",
    ]);
    const { subject, link, token } = await awaitMail(home.home, "ada@example.org");
    expect([subject, link]).toEqual([
      "Gradmark: Confirm your address",
      `https://grader.example.edu/account/confirm#${token}`,
    ]);
    const confirmed = await ask("verify-email", { token });
    expect(await confirmed.clone().json()).toEqual({ done: "confirmed" });
    expect(cookieOf(confirmed)).toMatch(/^__Secure-gradmark.session_token=./);
    expect((await ask("sign-in/email", { email: "ada@example.org", password })).status).toBe(200);
  });

  it("gives nobody a session by a link that was used", async () => {
    await enter("ada@example.org");
    const { token } = await awaitMail(home.home, "ada@example.org");
    expect(cookieOf(await ask("verify-email", { token }))).toBe("");
  });

  it.each(["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFkYUBleGFtcGxlLm9yZyJ9."])(
    "is confirmed by no token that somebody made up: %j",
    async (token) => {
      await signUp("ada@example.org");
      const answer = await ask("verify-email", { token });
      expect([answer.ok, cookieOf(answer)]).toEqual([false, ""]);
      const person = selectOptionalPersonByEmail(home.database, "ada@example.org");
      expect(selectSignInWays(home.database, person?.id ?? "").emailVerified).toBe(false);
    },
  );

  it("is not confirmed by opening a link, as a scanner of mails does", async () => {
    await signUp("ada@example.org");
    const { token } = await awaitMail(home.home, "ada@example.org");
    const url = `https://grader.example.edu/api/auth/verify-email?token=${token}`;
    expect((await answerAuth(new Request(url))).status).toBe(404);
  });

  it("changes only when the old one allows it and the new one confirms it, both signed in", async () => {
    const cookie = await enter("ada@example.org");
    expect((await ask("change-email", { newEmail: "new@example.org" }, { cookie })).status).toBe(200);
    const allow = await awaitMail(home.home, "ada@example.org", 2);
    expect(allow.text).toContain("new@example.org");
    expect(await codeOf(await ask("verify-email", { token: allow.token }))).toEqual([401, "SIGN_IN_FIRST"]);
    expect(await (await ask("verify-email", { token: allow.token }, { cookie })).json()).toEqual({ done: "allowed" });
    const confirm = await awaitMail(home.home, "new@example.org");
    expect(await codeOf(await ask("verify-email", { token: confirm.token }))).toEqual([401, "SIGN_IN_FIRST"]);
    const eve = await enter("eve@example.org");
    expect((await ask("verify-email", { token: confirm.token }, { cookie: eve })).ok).toBe(false);
    expect(await (await ask("verify-email", { token: confirm.token }, { cookie })).json()).toEqual({ done: "changed" });
    expect(selectOptionalPersonByEmail(home.database, "new@example.org")).toBeDefined();
    expect(selectOptionalPersonByEmail(home.database, "ada@example.org")).toBeUndefined();
  });
});

describe("a new password", () => {
  it("is set once by the link of a mail, ends all sessions, and confirms the address", async () => {
    await signUp("ada@example.org");
    const { id } = selectOptionalPersonByEmail(home.database, "ada@example.org") ?? { id: "" };
    await ask("request-password-reset", { email: "ada@example.org" });
    const { token } = await awaitMail(home.home, "ada@example.org", 2);
    expect((await ask("reset-password", { token, newPassword: "short" })).status).toBe(400);
    expect((await ask("reset-password", { token, newPassword: "another horse battery" })).status).toBe(200);
    expect(await codeOf(await ask("reset-password", { token, newPassword: "third horse battery" }))).toEqual([
      400,
      "INVALID_TOKEN",
    ]);
    expect(selectSessionsOf(home.database, { userId: id, now: new Date() })).toEqual([]);
    expect((await ask("sign-in/email", { email: "ada@example.org", password })).status).toBe(401);
    expect((await ask("sign-in/email", { email: "ada@example.org", password: "another horse battery" })).status).toBe(
      200,
    );
  });

  it("closes every way in that somebody else left who registered the address first", async () => {
    const { id } = insertPerson(home.database, {
      email: "ada@example.org",
      name: "Not Ada",
      emailVerified: false,
      now: new Date(),
    });
    const insert = home.database.client.prepare(
      "insert into account (id, account_id, provider_id, user_id, created_at, updated_at) values (?, 'sub', 'university', ?, 0, 0)",
    );
    insert.run("way", id);
    await ask("request-password-reset", { email: "ada@example.org" });
    const { token } = await awaitMail(home.home, "ada@example.org");
    await ask("reset-password", { token, newPassword: "another horse battery" });
    expect(selectSignInWays(home.database, id)).toEqual({ emailVerified: true, password: true, providers: [] });
  });
});

describe("who asks whether an address has an account", () => {
  it.each(["sign-up/email", "request-password-reset", "send-verification-email"])(
    "learns nothing from %s, by words or by time",
    async (path) => {
      await enter("known@example.org");
      const measure = async (email: string) => {
        const began = performance.now();
        const answer = await ask(path, { name: "Ada", email, password }, { "x-forwarded-for": "192.0.2.9" });
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
    const cookie = await enter("ada@example.org");
    await enter("known@example.org");
    const change = async (newEmail: string) => (await ask("change-email", { newEmail }, { cookie })).json();
    expect(await change("known@example.org")).toEqual(await change("unknown@example.org"));
    const guess = async (email: string) =>
      (await ask("sign-in/email", { email, password: "wrong wrong wrong" })).text();
    expect(await guess("known@example.org")).toBe(await guess("unknown@example.org"));
  });

  it("who registers an address that is taken is told so by mail alone", async () => {
    await enter("ada@example.org");
    await signUp("ada@example.org", "Mallory");
    const { subject, text } = await awaitMail(home.home, "ada@example.org", 2);
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
    .sort();
}

describe("floods and guesses", () => {
  it("a mailbox gets at most 5 mails an hour, whoever asks", async () => {
    for (let k = 0; k < 5; k++)
      await ask("request-password-reset", { email: "ada@example.org" }, { "x-forwarded-for": `192.0.2.${k}` });
    const more = await ask("request-password-reset", { email: "ADA@example.org" }, { "x-forwarded-for": "192.0.2.77" });
    expect(more.status).toBe(429);
    expect(Number(more.headers.get("retry-after"))).toBeGreaterThan(3500);
    expect(await codeOf(await ask("send-verification-email", { email: "ada@example.org" }))).toEqual([
      429,
      "TOO_MANY_MAILS",
    ]);
  }, 20_000);

  it("one network address tries at most 300 mailboxes in 10 minutes", async () => {
    const { asks } = openHouse().accounts.guards;
    for (let k = 0; k < 299; k++) asks.note("192.0.2.1", new Date());
    expect((await ask("request-password-reset", { email: "last@example.org" })).status).toBe(200);
    expect(await codeOf(await ask("request-password-reset", { email: "more@example.org" }))).toEqual([
      429,
      "TOO_MANY_ASKED",
    ]);
  });

  it.each([
    ["verify-email", { token: "made-up" }],
    ["reset-password", { token: "made-up", newPassword: password }],
    ["owner-link", { token: "made-up", name: "Eve", email: "eve@example.org", password }],
  ])("whoever guesses links at %s is stopped after 30", async (path, body) => {
    for (let k = 0; k < 30; k++) expect((await ask(path, body)).status).not.toBe(429);
    expect(await codeOf(await ask(path, body))).toEqual([429, "TOO_MANY_BAD_LINKS"]);
    expect((await ask(path, body, { "x-forwarded-for": "192.0.2.2" })).status).not.toBe(429);
  });

  it("a password is guessed at ten times, then not for ten minutes, and its owner elsewhere comes in", async () => {
    await enter("ada@example.org");
    const guess = (from: string, word: string) =>
      ask("sign-in/email", { email: "ada@example.org", password: word }, { "x-forwarded-for": from });
    for (let k = 0; k < 10; k++) expect((await guess("192.0.2.5", "wrong wrong wrong")).status).toBe(401);
    expect((await guess("192.0.2.5", password)).status).toBe(429);
    expect((await guess("192.0.2.6", password)).status).toBe(200);
  }, 20_000);
});

describe("a link in a mail", () => {
  it("leads to our own address, whatever the request calls us", async () => {
    await ask("request-password-reset", { email: "ada@example.org" });
    await signUp("ada@example.org");
    await ask(
      "request-password-reset",
      { email: "ada@example.org" },
      { host: "evil.example", origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    );
    await awaitMail(home.home, "ada@example.org", 2);
    for (const { text } of readMails(home.home, "ada@example.org")) {
      expect(text).not.toContain("evil.example");
      expect(text).toContain("https://grader.example.edu/account/");
    }
  });

  it("cannot carry words that a stranger chose as a name", async () => {
    await signUp("ada@example.org", "Free money at https://evil.example");
    expect((await awaitMail(home.home, "ada@example.org")).text).not.toContain("evil.example");
  });
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
    const cookie = await enter("ada@example.org");
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
    await ask("sign-up/email", { name: "Eve", email: "eve@example.org", password, role: "admin", emailVerified: true });
    const { id, role } = selectOptionalPersonByEmail(home.database, "eve@example.org") ?? { id: "", role: "" };
    expect([role, selectSignInWays(home.database, id).emailVerified]).toEqual(["member", false]);
  });

  it("a page of another site changes nothing", async () => {
    const cookie = await enter("ada@example.org");
    for (const path of ["change-email", "university", "owner-link", "verify-email", "request-password-reset"])
      expect(await codeOf(await ask(path, {}, { cookie, origin: "https://evil.example" }))).toEqual([
        403,
        "FOREIGN_ORIGIN",
      ]);
  });
});

describe("the owner's link", () => {
  const owner = { name: "Olga", email: "olga@example.org", password };
  const offer = (now = new Date()) =>
    offerOwnerLink(home.database, { url: "https://grader.example.edu", now })?.split("#")[1] ?? "";

  it("makes one owner, who can sign in, and is used up", async () => {
    const token = offer();
    expect((await ask("owner-link", { token, ...owner })).status).toBe(200);
    expect(selectOptionalPersonByEmail(home.database, owner.email)?.role).toBe("admin");
    expect((await ask("sign-in/email", owner)).status).toBe(200);
    expect(await codeOf(await ask("owner-link", { token, ...owner, email: "eve@example.org" }))).toEqual([
      403,
      "USED_LINK",
    ]);
    expect(offerOwnerLink(home.database, { url: "https://x.example", now: new Date() })).toBeNull();
  });

  it("has expired after 24 hours, and once the portal printed another", async () => {
    const old = offer(new Date(Date.now() - 86_400_001));
    expect(await codeOf(await ask("owner-link", { token: old, ...owner }))).toEqual([403, "EXPIRED_LINK"]);
    const [first] = [offer(), offer()];
    expect(await codeOf(await ask("owner-link", { token: first, ...owner }))).toEqual([403, "EXPIRED_LINK"]);
  });

  it("opens nothing to who guesses, and stands in the database as a hash only", async () => {
    const token = offer();
    expect(await codeOf(await ask("owner-link", { token: `${token}x`, ...owner }))).toEqual([403, "UNKNOWN_LINK"]);
    expect(await codeOf(await ask("owner-link", owner))).toEqual([403, "UNKNOWN_LINK"]);
    expect(JSON.stringify(home.database.client.prepare("select * from owner_link").all())).not.toContain(token);
  });

  it("gives no account away that exists, and makes it the owner's once its person is signed in", async () => {
    const cookie = await enter("olga@example.org");
    const token = offer();
    expect(await codeOf(await ask("owner-link", { token, ...owner }))).toEqual([409, "ADDRESS_TAKEN"]);
    expect((await ask("owner-link", { token }, { cookie })).status).toBe(200);
    expect(selectOptionalPersonByEmail(home.database, owner.email)?.role).toBe("admin");
  });

  it("is used once by two who come at the same time", async () => {
    const token = offer();
    const answers = await Promise.all(
      [1, 2].map((k) => ask("owner-link", { token, ...owner, email: `olga${k}@example.org` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("the log", () => {
  it("holds no password, token, cookie or address of all that happened here, nor when the database fails", async () => {
    const cookie = await enter("ada@example.org");
    const { token } = await awaitMail(home.home, "ada@example.org");
    home.database.client.exec("drop table verification");
    expect((await ask("request-password-reset", { email: "ada@example.org" })).status).toBe(500);
    home.database.client.exec("drop table session");
    expect((await ask("sign-in/email", { email: "ada@example.org", password })).status).toBe(500);
    const text = logged.join("\n");
    expect(text).toContain("better-auth failed");
    for (const secret of [password, token, cookie.split("=")[1] ?? "", "ada@example.org"])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/owner_[\w-]{43}/);
  });
});
