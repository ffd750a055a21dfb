/** A mail was not handed over. `forGood`: the same mail would be refused again, so trying again is no use. */
export class MailNotSent extends Error {
  readonly forGood: boolean;
  constructor(message: string, { forGood, cause }: { forGood: boolean; cause?: unknown }) {
    super(message, { cause });
    this.name = "MailNotSent";
    this.forGood = forGood;
  }
}

/**
 * Whether a failure may pass: everything but a server's permanent refusal (a reply 5xx, RFC 5321, section 4.2.1) of
 * the message or its recipient. A refused password is the operator's to put right, so it passes too.
 */
export function mayPass(cause: unknown): boolean {
  if (!(cause instanceof Error)) return true;
  const code = "responseCode" in cause ? Number(cause.responseCode) : 0;
  const refusedUs = "code" in cause && (cause.code === "EAUTH" || cause.code === "ETLS");
  return refusedUs || !(code >= 500 && code < 600);
}
