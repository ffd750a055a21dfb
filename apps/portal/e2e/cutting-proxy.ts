import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to the portal on which connections break: as a train's network would, in the middle of a body. */
export interface CuttingProxy extends AsyncDisposable {
  url: string;
  /** From now on a connection breaks once it has carried so many bytes up; `null` lets all through. */
  cutAfter(bytes: number | null): void;
  /** Connections that were broken so far. */
  cuts(): number;
}

export async function openCuttingProxy(portalUrl: string): Promise<CuttingProxy> {
  const target = new URL(portalUrl);
  const open = new Set<Socket>();
  let limit: number | null = null;
  let cuts = 0;
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let carried = 0;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk: Buffer) => {
      carried += chunk.length;
      if (limit !== null && carried > limit) {
        cuts++;
        upstream.write(chunk.subarray(0, chunk.length / 2), () => upstream.destroy());
        client.destroy();
      } else upstream.write(chunk);
    });
    upstream.pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cutAfter: (bytes) => {
      limit = bytes;
    },
    cuts: () => cuts,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
