import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import nodemailer, { type SendMailOptions } from "nodemailer";

/**
 * Lays mails down as one `.eml` file each, readable by their owner only: what a mail server would have been given,
 * byte for byte. A file is there whole or not at all, named by its time, so that a list of the folder is in order.
 */
export function layDownIn(folder: string, now: () => Date): (message: SendMailOptions, id: string) => Promise<void> {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return async (message, id) => {
    const { message: bytes }: { message?: unknown } = await composer.sendMail(message);
    if (!(bytes instanceof Uint8Array)) throw new Error("the mail was not composed");
    await write(folder, `${now().toISOString().replace(/[-:.]/g, "")}-${id}.eml`, bytes);
  };
}

async function write(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = join(folder, `.${name}`);
  const file = await open(aside, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, join(folder, name));
}
