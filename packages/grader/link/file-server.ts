import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type LinkRules, usualLinkRules } from "./link-rules.ts";

/** A web server on loopback for tests, and rules that allow this one place beside the open network. */
export interface FileServer extends AsyncDisposable {
  port: number;
  url(path?: string): string;
  rules: LinkRules;
}

export async function serveFiles(answer: RequestListener): Promise<FileServer> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path = "/model.bin") => `http://127.0.0.1:${port}${path}`,
    rules: {
      ...usualLinkRules(100_000),
      ...{ totalMs: 3000, idleMs: 1000 },
      alsoAllowed: (address, asked) => asked === port && (address === "127.0.0.1" || /[a-z]/.test(address)),
    },
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
