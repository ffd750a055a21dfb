import { lookup } from "node:dns/promises";

/** What a fetch may cost, and where it may go. */
export interface LinkRules {
  maxBytes: number;
  /** From the first look-up to the last byte, redirects included. */
  totalMs: number;
  /** Without a single byte. */
  idleMs: number;
  maxRedirects: number;
  /** Ports besides 80 and 443, and addresses besides the public ones: for tests, which have servers on loopback. */
  alsoAllowed: (address: string, port: number) => boolean;
  /** All addresses of a name, looked up once for each connection. */
  resolve: (host: string) => Promise<string[]>;
}

/** Rules for the open network: nothing but public addresses on the usual ports. */
export function usualLinkRules(maxBytes: number): LinkRules {
  return {
    maxBytes,
    totalMs: 5 * 60_000,
    idleMs: 20_000,
    maxRedirects: 5,
    alsoAllowed: () => false,
    resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  };
}
