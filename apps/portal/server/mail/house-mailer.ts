import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type Mailer, openMailer } from "@gradmark/course";

/** The sender of a data folder, as the environment sets it up. @throws when that cannot be used */
export function openHouseMailer(home: string, env: NodeJS.ProcessEnv): Mailer {
  return openMailer({
    folder: join(/* turbopackIgnore: true */ home, "mail"),
    smtpUrl: env.GRADMARK_SMTP_URL,
    from: env.GRADMARK_MAIL_FROM,
    now: () => new Date(),
    newId: randomUUID,
  });
}
