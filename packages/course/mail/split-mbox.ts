/**
 * The mails in an mbox file, one after the other, as bytes. A mail begins with a line `From …` at the start of the
 * file or after a blank line; inside a mail such lines are written `>From …`, and `>>From …` for `>From …` (the
 * variant mboxrd, https://www.qmail.org/man/man5/mbox.html).
 */
export function* splitMbox(bytes: Uint8Array): Generator<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const starts = [...text.matchAll(/(?:^|(?<=\n\r?\n))From [^\n]*\n/g)];
  for (const [index, start] of starts.entries()) {
    const from = start.index + start[0].length;
    const mail = text.slice(from, starts[index + 1]?.index ?? text.length);
    yield Buffer.from(mail.replace(/^>(>*From )/gm, "$1"), "latin1");
  }
}

/** Whether the bytes begin like an mbox file and not like a single mail. */
export function isMbox(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "From ";
}
