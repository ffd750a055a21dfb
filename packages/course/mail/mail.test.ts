import { mailItem } from "@gradmark/contract";
import { describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { arrivalOf } from "./arrival.ts";
import { judgeMail, type MailContext } from "./judge-mail.ts";
import { judgeMailbox, mailsOf } from "./judge-mailbox.ts";
import { matchTitle } from "./match-title.ts";
import { splitMbox } from "./split-mbox.ts";

const context: MailContext = {
  course: "DL26",
  kit: lab1Kit(),
  deadline: new Date("2026-11-20T23:00:00Z"),
  teams: [
    { name: "Ohm", members: ["ada@example.edu", "bo@example.edu"] },
    { name: "Gradient Descenders", members: ["cy@example.edu"] },
  ],
  imported: new Map(),
  handedIn: new Set(),
};

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;

interface Draft {
  title?: string;
  from?: string;
  received?: string | null;
  id?: string;
  extra?: string[];
  text?: string;
  files?: Record<string, string>;
}

function draft(mail: Draft = {}): string {
  const { title = "[DL26 Ohm] Submission Lab1", from = "Ada <ada@example.edu>", id = "<1@example.edu>" } = mail;
  const { received = "Fri, 20 Nov 2026 22:30:00 +0000", text = "Model: https://files.example.edu/model.bin." } = mail;
  const files = Object.entries(mail.files ?? { "result.lua": "print(1)\n", "report.pdf": pdf });
  const parts = files.map(
    ([name, content]) =>
      `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString("base64")}\r\n`,
  );
  return [
    ...(received === null ? [] : [`Received: from mx by inbox.example.edu\r\n\tfor <ta@example.edu>; ${received}`]),
    "Received: from laptop by mx; Thu, 19 Nov 2026 08:00:00 +0000",
    ...(mail.extra ?? []),
    `From: ${from}`,
    `Subject: ${title}`,
    `Message-ID: ${id}`,
    "Date: Thu, 19 Nov 2026 07:59:00 +0000",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n${parts.join("")}--b--\r\n`,
  ].join("\r\n");
}

const judge = async (mail: Draft, changes: Partial<MailContext> = {}) => {
  const judged = await judgeMail("a.eml", Buffer.from(draft(mail)), { ...context, ...changes });
  expect(mailItem.parse(judged.item)).toEqual(judged.item);
  return judged;
};
const codes = async (mail: Draft, changes: Partial<MailContext> = {}) => {
  const { item } = await judge(mail, changes);
  return [item.state, ...item.reasons.map((reason) => reason.code)];
};

describe("judgeMail", () => {
  it("imports a hand-in with its files, its link and the time at which our side received it", async () => {
    const { item, script, report } = await judge({});
    expect(item).toMatchObject({
      file: "a.eml",
      messageId: "<1@example.edu>",
      state: "imported",
      team: "Ohm",
      nearest: null,
      receivedAt: "2026-11-20T22:30:00.000Z",
      late: false,
      link: "https://files.example.edu/model.bin",
      reasons: [],
    });
    expect(item.files.map((file) => file.name)).toEqual(["result.lua", "report.pdf"]);
    expect(Buffer.from(script?.bytes ?? []).toString()).toBe("print(1)\n");
    expect(report?.name).toBe("report.pdf");
  });

  it("counts what the server received, not what the mail says, against the deadline", async () => {
    expect((await judge({ received: "Sat, 21 Nov 2026 00:00:01 +0100" })).item.late).toBe(true);
    expect((await judge({ received: "Sat, 21 Nov 2026 00:00:00 +0100" })).item.late).toBe(false);
    const unknown = await judge({ received: "yesterday" });
    expect(unknown.item).toMatchObject({ state: "near-miss", receivedAt: null, late: null });
  });

  it("leaves a title that is not exact to a person, and names the team that was meant", async () => {
    const { item, script } = await judge({ title: "Re: [dl26 ohm] submission lab1" });
    expect(item).toMatchObject({ state: "near-miss", team: null, nearest: "Ohm" });
    expect(item.reasons[0]?.message).toBe(
      'The title is "Re: [dl26 ohm] submission lab1" instead of "[DL26 Ohm] Submission Lab1": capital and small letters differ.',
    );
    expect(script).not.toBeNull();
  });

  it("believes no title alone: the sender must be in the team", async () => {
    expect(await codes({ from: "cy@example.edu" })).toEqual(["near-miss", "sender-not-in-team"]);
    expect(await codes({ from: "Ada <ada@evil.example>" })).toEqual(["near-miss", "sender-unknown"]);
    expect(await codes({ from: '"ada@example.edu" <eve@evil.example>' })).toEqual(["near-miss", "sender-unknown"]);
    expect(await codes({ from: "ADA@example.edu" })).toEqual(["imported"]);
  });

  it("distrusts two senders and what the receiving server could not confirm", async () => {
    expect(await codes({ extra: ["From: eve@evil.example"] })).toContain("sender-doubtful");
    expect(await codes({ from: "ada@example.edu, eve@evil.example" })).toContain("sender-doubtful");
    const failed = "Authentication-Results: mx.example.edu; spf=pass; dkim=none; dmarc=fail (p=none)";
    expect(await codes({ extra: [failed] })).toEqual(["near-miss", "sender-doubtful"]);
  });

  it("never replaces an earlier hand-in by itself", async () => {
    expect(await codes({}, { handedIn: new Set(["Ohm"]) })).toEqual(["near-miss", "replaces-earlier"]);
  });

  it("does nothing for a mail that was imported, and notices another one under the same id", async () => {
    const first = await judge({});
    const imported = new Map([["<1@example.edu>", first.fingerprint ?? ""]]);
    const again = await judge({ extra: ["X-Status: read"] }, { imported, handedIn: new Set(["Ohm"]) });
    expect(again.item).toMatchObject({ state: "already", files: [] });
    expect(await codes({ text: "other" }, { imported })).toContain("message-id-reused");
  });

  it("refuses a mail without a usable script or report, and says what to attach", async () => {
    expect(await codes({ files: { "report.pdf": pdf } })).toEqual(["refused", "script-missing"]);
    expect(await codes({ files: { "result.lua": "print(1)" } })).toEqual(["refused", "report-missing"]);
    expect(await codes({ files: { "result.lua": "", "report.pdf": "%PDF-1.4" } })).toEqual([
      "refused",
      "script-bad",
      "report-bad",
    ]);
    expect(await codes({ files: { "result.lua": "1", "result.py": "1", "report.pdf": pdf } })).toEqual([
      "refused",
      "script-bad",
    ]);
    expect(await codes({ files: { "Result.lua": "1", "report.pdf": pdf } })).toEqual([
      "refused",
      "script-missing",
      "file-ignored",
    ]);
  });

  it("leaves out other files and says so, and notes missing or many links", async () => {
    const files = { "result.lua": "print(1)", "report.pdf": pdf, "model.t7": "huge" };
    expect(await codes({ files, text: "see https://a.example/m and http://b.example" })).toEqual([
      "imported",
      "file-ignored",
      "several-links",
    ]);
    expect(await codes({ text: "sorry, no link" })).toEqual(["imported", "no-link"]);
  });

  it("refuses what is no hand-in and what is no mail", async () => {
    expect(await codes({ title: "Lunch?" })).toEqual(["refused", "not-a-hand-in"]);
    const judged = await judgeMail("x.eml", Uint8Array.of(0, 1, 2, 255), context);
    expect(judged.item).toMatchObject({ state: "refused", reasons: [{ code: "not-a-mail" }] });
  });
});

describe("judgeMailbox", () => {
  it("takes the mails in the order of their arrival and never two of one team", async () => {
    const late = draft({ id: "<2@example.edu>", received: "Fri, 20 Nov 2026 22:50:00 +0000", text: "newer" });
    const box = `From ada Fri Nov 20\n${late}\nFrom ada Fri Nov 20\n${draft()}\nFrom ada Fri Nov 20\n${draft()}`;
    const judged = await judgeMailbox(mailsOf("box.mbox", Buffer.from(box)), context);
    expect(judged.map(({ item }) => [item.file, item.state])).toEqual([
      ["box.mbox#2", "imported"],
      ["box.mbox#3", "already"],
      ["box.mbox#1", "near-miss"],
    ]);
  });
});

describe("splitMbox", () => {
  it("splits only at From lines behind a blank line, and restores quoted ones", () => {
    const box = "From a\nSubject: 1\n\n>From here on\n>>From there\nFrom me\n\nFrom b\nSubject: 2\n\nx\n";
    expect(Array.from(splitMbox(Buffer.from(box)), (mail) => Buffer.from(mail).toString())).toEqual([
      "Subject: 1\n\nFrom here on\n>From there\nFrom me\n\n",
      "Subject: 2\n\nx\n",
    ]);
  });
});

describe("matchTitle", () => {
  const teams = ["Ohm", "Gradient Descenders"];
  const match = (title: string) => matchTitle(title, { course: "DL26", mailSubject: "Lab1", teams });

  it("takes a title byte for byte and nothing else", () => {
    expect(match("[DL26 Gradient Descenders] Submission Lab1")).toEqual({ kind: "team", team: "Gradient Descenders" });
    for (const title of [
      "[DL26  Ohm] Submission Lab1",
      "[DL26 Ohm] Submission Lab 1",
      "[DL26 \u039fhm] Submission Lab1",
    ])
      expect(match(title)).toMatchObject({ kind: "near", nearest: "Ohm" });
    expect(match("[DL26 Gradient Decenders] Submission Lab1")).toMatchObject({ nearest: "Gradient Descenders" });
    expect(match("[DL26 Nobody] Submission Lab1")).toMatchObject({ kind: "near", nearest: null });
    expect(match("Hello")).toEqual({ kind: "other" });
  });
});

describe("arrivalOf", () => {
  it("reads the topmost header, comments and all", () => {
    const top = "from a (b; c) by d with SMTP id e; Fri, 20 Nov 2026 23:59:59 +0100 (CET)";
    expect(arrivalOf([top, "x; Thu, 19 Nov 2026 08:00:00 +0000"])?.toISOString()).toBe("2026-11-20T22:59:59.000Z");
  });

  it("does not guess where there is no date or no zone", () => {
    expect(arrivalOf([])).toBeNull();
    expect(arrivalOf(["from a by b"])).toBeNull();
    expect(arrivalOf(["from a by b; Fri, 20 Nov 2026 23:59:59"])).toBeNull();
  });
});
