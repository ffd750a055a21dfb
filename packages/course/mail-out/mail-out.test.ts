import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MailNotSent } from "./mail-not-sent.ts";
import { openMailer } from "./open-mailer.ts";
import { smtpOptions } from "./smtp-options.ts";

const now = () => new Date("2026-11-24T20:00:00Z");
const people = { now, newId: () => "new-id", from: "Course staff <staff@example.org>" };

/** A mail server that keeps what it is given, and refuses the address `nobody@` for good, `later@` for now. */
function startServer() {
  const taken: { recipients: string[]; bytes: Buffer }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) => {
      const code = address.startsWith("nobody@") ? 550 : address.startsWith("later@") ? 451 : 0;
      done(code === 0 ? null : Object.assign(new Error("no such mailbox"), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        taken.push({ recipients: session.envelope.rcptTo.map((one) => one.address), bytes: Buffer.concat(chunks) });
        done();
      });
    },
  });
  server.on("error", () => {});
  return { server, taken };
}

const { server, taken } = startServer();
let smtpUrl = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.server.address();
  smtpUrl = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

function openFolder() {
  const folder = join(mkdtempSync(join(tmpdir(), "gradmark-mail-")), "mail");
  return { folder, mailer: openMailer({ folder, ...people }) };
}

/** Both ways to send, and how to read back what was sent last. */
const ways = {
  files: () => {
    const { folder, mailer } = openFolder();
    return { mailer, last: () => readFileSync(join(folder, readdirSync(folder).sort().at(-1) ?? "")) };
  },
  smtp: () => ({
    mailer: openMailer({ folder: "/nowhere", smtpUrl, ...people }),
    last: () => taken.at(-1)?.bytes ?? Buffer.alloc(0),
  }),
};

describe.each(Object.entries(ways))("a mail sent by %s", (_name, open) => {
  it("carries its words, its sender, its one recipient and an id of its own", async () => {
    const { mailer, last } = open();
    const words = "Grüße.\n\n.Nothing is lost.\n";
    const sent = await mailer.sendMail({
      to: "a@example.org",
      subject: "Entry 3: scored – ✓",
      text: words,
      id: "row-1",
    });
    const read = await simpleParser(last());
    expect(sent.messageId).toBe("<row-1@example.org>");
    expect(read.messageId).toBe("<row-1@example.org>");
    expect(read.subject).toBe("Entry 3: scored – ✓");
    expect(read.text?.trim()).toBe(words.trim());
    expect(read.from?.text).toBe('"Course staff" <staff@example.org>');
    expect(read.to).toMatchObject({ text: "a@example.org" });
    expect(read.date).toEqual(now());
    expect(read.headers.get("auto-submitted")).toBe("auto-generated");
  });

  it("gains no header, recipient or attachment from what its subject and text say", async () => {
    const { mailer, last } = open();
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "x\r\nBcc: b@example.org\r\n\r\nhello",
        "x\nTo: c@d.org",
        "\u2028Bcc: x@y.org",
        "\r\n.\r\nMAIL FROM:<x@y>",
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (subject, text) => {
        await mailer.sendMail({ to: "a@example.org", subject: `[${subject}]`, text: `.${text}` });
        const read = await simpleParser(last());
        expect([...read.headers.keys()].sort()).toEqual(expectedHeaders);
        expect(read.to).toMatchObject({ value: [{ address: "a@example.org" }] });
        expect(read.attachments).toEqual([]);
        expect(read.subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    "a@example.org, b@example.org",
    "a@example.org\r\nBcc: b@example.org",
    "<a@example.org> b@example.org",
    '"a@b.org" c@example.org',
    "list:a@example.org;",
    "a@example.org ",
    "nobody",
    "",
  ])("is refused for good when its recipient is %j", async (to) => {
    const { mailer } = open();
    await expect(mailer.sendMail({ to, subject: "s", text: "t" })).rejects.toMatchObject({ forGood: true });
  });
});

const expectedHeaders = [
  "auto-submitted",
  "content-transfer-encoding",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "subject",
  "to",
];

describe("a mail laid down as a file", () => {
  it("is readable by its owner only", async () => {
    const { folder, mailer } = openFolder();
    await mailer.sendMail({ to: "a@example.org", subject: "s", text: "t", id: "row-2" });
    const [name = ""] = readdirSync(folder);
    expect(name).toBe("20261124T200000000Z-row-2.eml");
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("cannot be led out of its folder by its id", async () => {
    const { mailer } = openFolder();
    await expect(mailer.sendMail({ to: "a@b.org", subject: "s", text: "t", id: "../x" })).rejects.toThrow(
      "id of a mail",
    );
  });
});

describe("a mail server's answer", () => {
  const send = (to: string, url = smtpUrl) =>
    openMailer({ folder: "/nowhere", smtpUrl: url, ...people }).sendMail({ to, subject: "s", text: "t" });

  it("is for good when it is permanent, and passes when it is not or nobody answers", async () => {
    await expect(send("nobody@example.org")).rejects.toMatchObject({ forGood: true });
    await expect(send("later@example.org")).rejects.toMatchObject({ forGood: false });
    await expect(send("a@example.org", "smtp://127.0.0.1:1")).rejects.toMatchObject({ forGood: false });
  });

  it("leaves nothing of a password in the failure", async () => {
    const failure = await send("a@example.org", "smtp://someone:hunter2secret@127.0.0.1:1").catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(MailNotSent);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("hunter2secret");
  });
});

describe("the server's address", () => {
  it("sends a password over an encrypted line only", () => {
    expect(smtpOptions("smtp://a:b@mail.example.org")).toMatchObject({ port: 587, requireTLS: true, secure: false });
    expect(smtpOptions("smtps://a:b@mail.example.org")).toMatchObject({ port: 465, secure: true });
    expect(smtpOptions("smtp://a:b@127.0.0.1:25")).toMatchObject({ port: 25, requireTLS: false });
  });

  it("is not repeated when it cannot be read, and needs a sender", () => {
    expect(() => smtpOptions("http://me:secret@x")).toThrow(/^GRADMARK_SMTP_URL is not an address like/);
    expect(() => openMailer({ folder: "x", smtpUrl, now, newId: () => "i" })).toThrow("GRADMARK_MAIL_FROM");
  });
});
