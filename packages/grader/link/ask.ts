import type { LookupAddress } from "node:dns";
import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { callbackify } from "node:util";
import { LinkStopped, linkProblem } from "./link-problem.ts";
import type { LinkRules } from "./link-rules.ts";
import { forbidden, hostOf, type LinkTarget, mayConnect } from "./parse-link.ts";

/** Header lines of a file server are short; a server that sends more is not one. */
const headerBytes = 16 * 1024;

/**
 * Asks one server once, without following where it points. The name is looked up here, all its addresses are judged,
 * and the connection goes to an address that was judged: a name that changes its address in between gains nothing.
 * @throws LinkStopped, or the error of the connection
 */
export async function ask(target: LinkTarget, rules: LinkRules, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, port } = target;
  const client = url.protocol === "https:" ? https : http;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options: RequestOptions & { autoSelectFamily: boolean } = {
    ...{ host: hostOf(url), port, path: url.pathname + url.search, method: "GET", signal },
    // A client of its own: no connection is shared, and no proxy of the environment is asked.
    agent: new client.Agent({ keepAlive: false, maxSockets: 1 }),
    lookup: judgedLookup(port, rules),
    autoSelectFamily: true,
    headers: { host: url.host, "user-agent": "gradmark", accept: "*/*", "accept-encoding": "identity" },
    maxHeaderSize: headerBytes,
    timeout: rules.idleMs,
  };
  const request = client.request(options);
  let answer: IncomingMessage | undefined;
  request.once("response", (response) => {
    answer = response;
    resolve(response);
  });
  request.once("error", reject);
  // Whoever reads the answer by then is told why it ends.
  request.once("timeout", () => (answer ?? request).destroy(new LinkStopped(tooSlow(rules.idleMs))));
  request.once("socket", (socket) => {
    // The address that was really reached, in case that anything above is ever wrong.
    socket.once("connect", () => {
      if (!mayConnect(socket.remoteAddress ?? "", port, rules))
        request.destroy(new LinkStopped(forbidden(url.hostname)));
    });
  });
  request.end();
  return await promise;
}

function tooSlow(idleMs: number) {
  return linkProblem("link-too-slow", `The link's server sent nothing for ${idleMs / 1000} s.`);
}

/**
 * Every address of a name must be allowed: one that leads inside among others is a trap. With `autoSelectFamily` the
 * socket asks for all addresses, and tries no other ones.
 */
function judgedLookup(port: number, rules: LinkRules): LookupFunction {
  return callbackify(async (host: string, _options: object): Promise<LookupAddress[]> => {
    const addresses = await rules.resolve(host);
    if (addresses.length === 0 || addresses.some((address) => !mayConnect(address, port, rules)))
      throw new LinkStopped(forbidden(host));
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  });
}
