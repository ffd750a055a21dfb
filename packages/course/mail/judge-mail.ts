import type { Kit, MailItem, MailState } from "@gradmark/contract";
import { matchTitle, type TitleMatch } from "./match-title.ts";
import { type PickedFiles, pickFiles } from "./pick-files.ts";
import { type Mail, type MailFile, readMail } from "./read-mail.ts";

/** What a course knows when a mail comes in. */
export interface MailContext {
  /** The course's name as it stands in titles. */
  course: string;
  kit: Kit;
  deadline: Date;
  /** The teams with the addresses of their members. */
  teams: readonly { name: string; members: readonly string[] }[];
  /** Fingerprints of the mails that were imported, by message id. */
  imported: ReadonlyMap<string, string>;
  /** Names of the teams that have handed in. */
  handedIn: ReadonlySet<string>;
}

/** What becomes of a mail. `script` and `report` are there when a person could still accept it. */
export interface JudgedMail {
  item: MailItem;
  fingerprint: string | null;
  script: MailFile | null;
  report: MailFile | null;
}

const maximumBytes = 64 * 2 ** 20;

/** Reasons that leave nothing to import, and reasons that leave the decision to a person; the others are notes. */
const refusing = ["not-a-hand-in", "script-missing", "script-bad", "report-missing", "report-bad"];
const doubtful = [
  "title-differs",
  "sender-unknown",
  "sender-not-in-team",
  "sender-doubtful",
  "arrival-unknown",
  "message-id-reused",
  "replaces-earlier",
];

/**
 * Judges one mail as a hand-in: its title names a team byte for byte, its sender is on that team's roster (a title
 * alone proves nothing), its files pass the checks of the portal. A team that has handed in does not get its hand-in
 * replaced silently: that, and everything that is merely near, is a `near-miss` for a person to decide. Importing
 * the same mail again changes nothing (`already`).
 *
 * @param file where the mail comes from, for the list that people read
 */
export async function judgeMail(file: string, bytes: Uint8Array, context: MailContext): Promise<JudgedMail> {
  if (bytes.length > maximumBytes)
    return unusable(file, "mail-too-large", `The mail has ${bytes.length} bytes; ${maximumBytes} are allowed.`);
  const mail = await readMail(bytes);
  if (mail === null) return unusable(file, "not-a-mail", `${file} is no mail: it has neither sender nor title.`);
  const title = matchTitle(mail.subject, {
    course: context.course,
    mailSubject: context.kit.mailSubject,
    teams: context.teams.map((team) => team.name),
  });
  const id = mail.messageId ?? `<sha256:${mail.fingerprint}>`;
  const same = context.imported.get(id) === mail.fingerprint;
  const picked = same || title.kind === "other" ? nothing : await pickFiles(context.kit.handIn, mail.files);
  const reasons = same ? sameMail(id) : [...judgeTitle(title), ...judgeSender(mail, title, context), ...picked.reasons];
  if (!same && title.kind !== "other") reasons.push(...judgeArrival(mail, id, title, context), ...noteLinks(mail));
  const state = same ? "already" : stateOf(reasons);
  return {
    item: describe(file, id, mail, title, { state, reasons, deadline: context.deadline, picked }),
    fingerprint: mail.fingerprint,
    script: state === "refused" ? null : picked.script,
    report: state === "refused" ? null : picked.report,
  };
}

type Reasons = MailItem["reasons"];
const nothing: PickedFiles = { script: null, report: null, reasons: [] };

function unusable(file: string, code: "mail-too-large" | "not-a-mail", message: string): JudgedMail {
  const empty = { messageId: null, team: null, nearest: null, receivedAt: null, late: null, files: [], link: null };
  return {
    item: { file, state: "refused", reasons: [{ code, message }], ...empty },
    fingerprint: null,
    script: null,
    report: null,
  };
}

function sameMail(id: string): Reasons {
  return [{ code: "same-mail", message: `The mail ${id} was imported before; nothing was changed.` }];
}

function judgeTitle(title: TitleMatch): Reasons {
  if (title.kind === "near") return [{ code: "title-differs", message: title.message }];
  if (title.kind === "team") return [];
  return [{ code: "not-a-hand-in", message: "The title names no team and no submission." }];
}

function judgeSender(mail: Mail, title: TitleMatch, { teams }: MailContext): Reasons {
  if (title.kind === "other") return [];
  const reasons: Reasons = [];
  const [sender] = mail.from;
  if (sender === undefined || mail.from.length > 1)
    reasons.push({
      code: "sender-doubtful",
      message: `The mail names ${mail.from.length} senders; one is expected.`,
    });
  if (mail.failedChecks.length > 0)
    reasons.push({
      code: "sender-doubtful",
      message: `The receiving server could not confirm the sender (${mail.failedChecks.join(", ")} failed).`,
    });
  if (sender === undefined) return reasons;
  const own = teams.find((team) => team.members.some((member) => member.toLowerCase() === sender.toLowerCase()));
  const named = title.kind === "team" ? title.team : title.nearest;
  if (own === undefined) reasons.push({ code: "sender-unknown", message: `${sender} is in no team of this course.` });
  else if (named !== null && own.name !== named)
    reasons.push({ code: "sender-not-in-team", message: `${sender} is in "${own.name}", not in "${named}".` });
  return reasons;
}

function judgeArrival(mail: Mail, id: string, title: TitleMatch, context: MailContext): Reasons {
  const reasons: Reasons = [];
  if (mail.receivedAt === null)
    reasons.push({
      code: "arrival-unknown",
      message: "No Received header with a date: when the mail arrived is not known, and its own date proves nothing.",
    });
  if (context.imported.has(id))
    reasons.push({ code: "message-id-reused", message: `Another mail with the id ${id} was imported before.` });
  if (title.kind === "team" && context.handedIn.has(title.team))
    reasons.push({
      code: "replaces-earlier",
      message: `"${title.team}" has handed in before. Decide which of the two counts.`,
    });
  return reasons;
}

function noteLinks({ links }: Mail): Reasons {
  if (links.length === 0)
    return [{ code: "no-link", message: "The mail has no link to a model. A script that loads one cannot be rerun." }];
  if (links.length === 1) return [];
  return [
    { code: "several-links", message: `The mail has ${links.length} links; the first one was taken: ${links[0]}.` },
  ];
}

function stateOf(reasons: Reasons): MailState {
  if (reasons.some(({ code }) => refusing.includes(code))) return "refused";
  return reasons.some(({ code }) => doubtful.includes(code)) ? "near-miss" : "imported";
}

function describe(
  file: string,
  messageId: string,
  mail: Mail,
  title: TitleMatch,
  judged: { state: MailState; reasons: Reasons; deadline: Date; picked: PickedFiles },
): MailItem {
  const files = [judged.picked.script, judged.picked.report].filter((one) => one !== null);
  return {
    file,
    messageId,
    state: judged.state,
    team: title.kind === "team" ? title.team : null,
    nearest: title.kind === "near" ? title.nearest : null,
    receivedAt: mail.receivedAt?.toISOString() ?? null,
    late: mail.receivedAt && mail.receivedAt > judged.deadline,
    files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes: bytes.length })),
    link: mail.links[0] ?? null,
    reasons: judged.reasons,
  };
}
