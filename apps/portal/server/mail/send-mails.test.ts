import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MailNotSent, type OutgoingMail, openMailer } from "@gradmark/course";
import { countMails, createTeam, type Database, selectNoticesOf, tellPeople } from "@gradmark/db";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CourseHome, makeCourseHome } from "#e2e/course-home.ts";
import { noticeMail } from "./notice-mail.ts";
import { pause, sendMails } from "./send-mails.ts";

let home: CourseHome;
let database: Database;
let clock = 0;
const now = () => new Date(clock);
const url = "https://grader.example.edu";
const hostile = '\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>" <x@y.org>, \u202e';

beforeEach(async () => {
  home = await makeCourseHome();
  ({ database } = home);
  clock = Date.parse("2026-11-24T20:00:00Z");
  database.client
    .prepare(
      "insert into user (id, name, email, created_at, updated_at) values ('ada', 'Ada', 'ada@example.org', 0, 0)",
    )
    .run();
});
afterEach(() => home[Symbol.dispose]());

function tell(part = "Report") {
  const facts = { kind: "result-released", part } as const;
  tellPeople(database, [{ id: "ada", email: "ada@example.org" }], { courseId: home.course.id, facts, now: now() });
}

/** A mailer that fails as often as it is told to, and keeps what it took. */
function failing(times: number, forGood = false) {
  const taken: OutgoingMail[] = [];
  let left = times;
  return {
    taken,
    transport: "smtp" as const,
    sendMail: async (mail: OutgoingMail) => {
      if (left-- > 0) throw new MailNotSent("not taken", { forGood, cause: new Error("421 come back later") });
      taken.push(mail);
      return { messageId: `<${mail.id}@example.org>` };
    },
  };
}

describe("the outbox, sent", () => {
  it("is one file a mail with the words of the notice and the address of its page", async () => {
    tell();
    const folder = join(mkdtempSync(join(tmpdir(), "gradmark-mail-")), "mail");
    const mailer = openMailer({ folder, now, newId: () => "unused" });
    expect(await sendMails({ database, mailer, url, now }, { limit: 10 })).toBe(1);
    const [name = ""] = readdirSync(folder);
    const mail = readFileSync(join(folder, name), "utf8").replaceAll("=\r\n", "");
    expect(mail).toContain("To: ada@example.org");
    expect(mail).toContain("Subject: [Deep Learning (pocket)] Your result is there: Report");
    expect(mail).toContain(`${url}/c/pocket/result`);
    expect(mail).toContain(`${url}/account/notices`);
    expect(countMails(database)).toEqual({ waiting: 0, sent: 1, "given-up": 0 });
    expect(await sendMails({ database, mailer, url, now }, { limit: 10 })).toBe(0);
  });

  it("comes later and later to a server that does not answer, under the same id, and once", async () => {
    tell();
    const mailer = failing(3);
    const tries: number[] = [];
    for (const start = clock; clock < start + 3_600_000; clock += 10_000)
      if ((await sendMails({ database, mailer, url, now }, { limit: 10 })) > 0) tries.push((clock - start) / 1000);
    expect(tries).toEqual([0, 30, 90, 210]);
    expect(mailer.taken).toHaveLength(1);
    expect(countMails(database).sent).toBe(1);
  });

  it("gives up what a server refuses for good at once, and what nobody takes after a day and a half", async () => {
    tell("one");
    await sendMails({ database, mailer: failing(1, true), url, now }, { limit: 10 });
    expect(countMails(database)).toMatchObject({ waiting: 0, "given-up": 1 });
    tell("two");
    const mailer = failing(99);
    let tries = 0;
    for (let step = 0; step < 40; step++, clock += 3 * 3_600_000)
      tries += await sendMails({ database, mailer, url, now }, { limit: 1 });
    expect(tries).toBe(14);
    expect(countMails(database)).toMatchObject({ waiting: 0, "given-up": 2 });
    const span = Array.from({ length: 13 }, (_, k) => pause(k + 1)).reduce((a, b) => a + b, 0);
    expect(span / 3_600_000).toBeGreaterThan(24);
  });

  it("throws what is our own mistake, and the mail is due again when its lease is over", async () => {
    tell();
    const broken = { transport: "smtp" as const, sendMail: () => Promise.reject(new TypeError("a mistake of ours")) };
    await expect(sendMails({ database, mailer: broken, url, now }, { limit: 10 })).rejects.toThrow("a mistake of ours");
    clock += 5 * 60_000;
    const mailer = failing(0);
    await sendMails({ database, mailer, url, now }, { limit: 10 });
    expect(mailer.taken).toHaveLength(1);
  });

  it("carries a hostile name of a team as text in subject and body, and nothing of it as a header", async () => {
    createTeam(database, { courseId: home.course.id, name: hostile, createdBy: "ada", now: now() });
    const folder = join(mkdtempSync(join(tmpdir(), "gradmark-mail-")), "mail");
    await sendMails({ database, mailer: openMailer({ folder, now, newId: () => "x" }), url, now }, { limit: 10 });
    const [name = ""] = readdirSync(folder);
    const [head = ""] = readFileSync(join(folder, name), "utf8").split("\r\n\r\n");
    const headers = head
      .replace(/\r\n[ \t]+/g, " ")
      .split("\r\n")
      .map((line) => line.split(":", 1)[0]);
    expect(headers).toEqual([...new Set(headers)]);
    expect(headers).not.toContain("Bcc");
    expect(head).not.toMatch(/^Bcc/im);
    expect(selectNoticesOf(database, { userId: "ada", limit: 9 })).toHaveLength(1);
  });
});

describe("the words of a receipt", () => {
  it("hold each file with its hash", () => {
    const facts = {
      kind: "handed-in" as const,
      handInId: "h1",
      team: "A",
      files: [{ name: "result.lua", sha256: "b".repeat(64), bytes: 1200 }],
      link: "https://example.org/model.t7",
      finalEntryId: "e1",
    };
    const { course } = home;
    const at = now();
    const notice = { id: "n", courseId: course.id, userId: "ada", facts, onPage: true, createdAt: at, readAt: null };
    const row = { id: "m", noticeId: "n", to: "ada@example.org", state: "waiting" as const, attempts: 1 };
    const mail = { ...row, notBefore: at, leaseUntil: at, sentAt: null, failure: null, createdAt: at };
    const { text, subject } = noticeMail({ mail, notice, course }, url);
    expect(subject).toBe("[Deep Learning (pocket)] Handed in for “A”: 2 files");
    expect(text).toContain(`result.lua, 1.2 kB, sha256 ${"b".repeat(64)}`);
    expect(text).toContain("model at https://example.org/model.t7");
  });
});
