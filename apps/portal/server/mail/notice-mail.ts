import type { OutgoingMail } from "@gradmark/course";
import type { LeasedMail } from "@gradmark/db";
import { sayNotice } from "#features/notices/view.ts";

/** A notice as a mail: the words of the page, its address, and the way to hear less. @param url of the portal */
export function noticeMail({ mail, ...told }: LeasedMail, url: string): OutgoingMail {
  const { title, detail, href, lines = [] } = sayNotice(told);
  const text = [
    `${title}.`,
    ...(detail === "" ? [] : [detail]),
    ...(lines.length === 0 ? [] : [lines.join("\n")]),
    `${url}${href}`,
    `-- \n${told.course.name}. Which mails you get is your choice: ${url}/account/notices`,
  ].join("\n\n");
  // The id of the row is the id of the mail: sent again after a broken connection, it is recognised as the same.
  return { id: mail.id, to: mail.to, subject: `[${told.course.name}] ${title}`, text: `${text}\n` };
}
