import nodemailer, { type SendMailOptions } from "nodemailer";
import { layDownIn } from "./lay-down.ts";
import { MailNotSent, mayPass } from "./mail-not-sent.ts";
import { plainMail } from "./plain-mail.ts";
import { smtpOptions } from "./smtp-options.ts";

/** A mail to one person, as plain words. */
export interface OutgoingMail {
  /** One address, without a name. */
  to: string;
  /** One line. Line breaks and control characters become spaces. */
  subject: string;
  text: string;
  html?: string;
  /** Names the mail for good: sent again under the same id, it is recognisable as the same. Default: a new one. */
  id?: string;
}

/** Sends mails, by SMTP or into a folder. */
export interface Mailer {
  readonly transport: "smtp" | "files";
  /**
   * Hands a mail over, and returns its Message-ID once the next server has taken it, or the file is written.
   *
   * @throws MailNotSent with `forGood` where trying again is no use
   */
  sendMail(mail: OutgoingMail): Promise<{ messageId: string }>;
}

export interface MailerOptions {
  /** Where mails are laid down as files while no server is named. */
  folder: string;
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  smtpUrl?: string | undefined;
  /** `Name <address>` or an address: who the mails are from. Needed with a server. */
  from?: string | undefined;
  now: () => Date;
  newId: () => string;
}

/**
 * The sender of a house. Without a server each mail becomes one file in `folder`, so that nothing is lost and nothing
 * leaves the machine until the operator wants it. @throws when address or server cannot be used
 */
export function openMailer({ folder, smtpUrl, from, now, newId }: MailerOptions): Mailer {
  if (smtpUrl && !from)
    throw new Error("GRADMARK_SMTP_URL is set, so GRADMARK_MAIL_FROM must say who the mails are from.");
  const sender = parseSender(from || "Gradmark <gradmark@localhost>");
  const transport = smtpUrl ? nodemailer.createTransport(smtpOptions(smtpUrl)) : null;
  const deliver = transport ? (message: SendMailOptions) => transport.sendMail(message) : layDownIn(folder, now);
  return {
    transport: smtpUrl ? "smtp" : "files",
    async sendMail({ id = newId(), ...mail }) {
      const messageId = `<${checkedId(id)}@${sender.address.split("@")[1] ?? "localhost"}>`;
      const message = { ...plainMail(mail), from: sender, messageId, date: now(), ...nothingFetched };
      try {
        await deliver(message, id);
      } catch (cause) {
        throw new MailNotSent(`The mail ${messageId} was not taken.`, { forGood: !mayPass(cause), cause });
      }
      return { messageId };
    },
  };
}

/** No field of a mail may name a file or an address to be attached. */
const nothingFetched = { disableFileAccess: true, disableUrlAccess: true };

function parseSender(text: string): { name: string; address: string } {
  const [, name = "", address = text] = /^\s*"?([^"<>]*?)"?\s*<([^<>]*)>\s*$/.exec(text) ?? [];
  const { to } = plainMail({ to: address.trim(), subject: "", text: "" });
  return { name, address: to.address };
}

function checkedId(id: string): string {
  if (!/^[\w.-]{1,100}$/.test(id)) throw new Error("the id of a mail is made of letters, digits, '.', '_' and '-'");
  return id;
}
