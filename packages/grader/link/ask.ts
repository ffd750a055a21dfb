import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
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
  const options: RequestOptions = {
    ...{ host: hostOf(url), port, path: url.pathname + url.search, method: "GET", signal },
    // A client of its own: no connection is shared, and no proxy of the environment is asked.
    agent: new client.Agent({ keepAlive: false, maxSockets: 1 }),
    lookup: judgedLookup(port, rules),
    headers: { host: url.host, "user-agent": "gradmark", accept: "*/*", "accept-encoding": "identity" },
    maxHeaderSize: headerBytes,
    timeout: rules.idleMs,
  };
  const request = client.request(options);
  request.once("response", resolve);
  request.once("error", reject);
  request.once("timeout", () => request.destroy(new LinkStopped(tooSlow(rules.idleMs))));
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

/** Every address of a name must be allowed: one that leads inside among others is a trap. */
function judgedLookup(port: number, rules: LinkRules): LookupFunction {
  return (host, options, callback) => {
    rules.resolve(host).then(
      (addresses) => {
        if (addresses.length === 0 || addresses.some((address) => !mayConnect(address, port, rules))) {
          callback(new LinkStopped(forbidden(host)), "", 4);
          return;
        }
        const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
        if (options.all) callback(null, found);
        else callback(null, found[0]?.address ?? "", found[0]?.family ?? 4);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 4),
    );
  };
}
