/** Where and how a mail server is reached, as nodemailer takes it. */
interface SmtpOptions {
  host: string;
  port: number;
  secure: boolean;
  requireTLS: boolean;
  auth?: { user: string; pass: string };
  connectionTimeout: number;
  greetingTimeout: number;
  socketTimeout: number;
}

/**
 * Reads `smtp://` and `smtps://` addresses. A password never goes over an unencrypted line, except to this machine.
 * @throws a sentence without the address, which may hold a password
 */
export function smtpOptions(url: string): SmtpOptions {
  const parsed = URL.parse(url);
  if (!parsed || !["smtp:", "smtps:"].includes(parsed.protocol) || parsed.hostname === "")
    throw new Error("GRADMARK_SMTP_URL is not an address like smtp://user:password@mail.example.org:587.");
  const secure = parsed.protocol === "smtps:";
  const host = parsed.hostname.replace(/^\[|\]$/g, "");
  const user = decodeURIComponent(parsed.username);
  return {
    host,
    port: parsed.port === "" ? (secure ? 465 : 587) : Number(parsed.port),
    secure,
    requireTLS: !secure && user !== "" && !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host),
    ...(user && { auth: { user, pass: decodeURIComponent(parsed.password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  };
}
