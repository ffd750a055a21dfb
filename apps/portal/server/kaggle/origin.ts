/** Where people reach the portal, without a slash at the end. */
export function publicUrl(): string {
  return (process.env.GRADMARK_URL ?? "http://localhost").replace(/\/+$/, "");
}

/** Hosts under which a client may name us: this machine, which is what the client's setting means, or our own. */
export function isKnownHost(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host) || host === new URL(publicUrl()).host;
}

/**
 * The origin that the client itself used, on which it can surely follow an address: behind a forwarded port or with
 * the portal as its HTTP proxy that is not our own. What a stranger made up is replaced by ours.
 */
export function clientOrigin(host: string | null): string {
  const own = new URL(publicUrl());
  if (host === null || host === own.host || !isKnownHost(host)) return own.origin;
  return `http://${host}`;
}
