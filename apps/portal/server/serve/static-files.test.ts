import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStaticFiles } from "./static-files.ts";

const script = "console.log('a script that repeats itself');\n".repeat(200);
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gradmark-static-"));
  mkdirSync(join(folder, "static/chunks"), { recursive: true });
  writeFileSync(join(folder, "static/chunks/a[b].js"), script);
  writeFileSync(join(folder, "static/chunks/font.woff2"), "binary");
  writeFileSync(join(folder, "secret.js"), "secret");
  const answer = createStaticFiles(join(folder, "static"));
  server = createServer((asked, response) => {
    if (!answer(asked, response)) response.writeHead(299).end("left to Next");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** A bare request: `fetch` would decompress what comes, and tidy up the path. */
function get(path: string, encoding: string, method = "GET") {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((done, fail) => {
    const asked = request({ port, path, method, headers: { "accept-encoding": encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on("error", fail).end();
  });
}

describe("scripts and styles of the build", () => {
  it("come as brotli or gzip, whichever the browser takes, to be kept for ever", async () => {
    const br = await get("/_next/static/chunks/a%5Bb%5D.js?v=1", "gzip, deflate, br");
    expect(br.headers).toMatchObject({
      "content-encoding": "br",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
      "x-content-type-options": "nosniff",
    });
    expect(brotliDecompressSync(br.body).toString()).toBe(script);
    const gz = await get("/_next/static/chunks/a[b].js", "gzip, br;q=0");
    expect(gz.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gz.body).toString()).toBe(script);
    expect(br.body.length).toBeLessThan(script.length / 20);
  });

  it("have the same headers and no body when only the head is asked for", async () => {
    const head = await get("/_next/static/chunks/a[b].js", "br", "HEAD");
    expect(Number(head.headers["content-length"])).toBeGreaterThan(0);
    expect(head.body).toHaveLength(0);
  });

  it.each([
    ["a browser that takes neither", "/_next/static/chunks/a[b].js", "identity", "GET"],
    ["another kind of file", "/_next/static/chunks/font.woff2", "br", "GET"],
    ["a file that is not there", "/_next/static/chunks/none.js", "br", "GET"],
    ["a way out of the folder", "/_next/static/../secret.js", "br", "GET"],
    ["a way out, escaped", "/_next/static/%2e%2e/secret.js", "br", "GET"],
    ["a broken escape", "/_next/static/%zz.js", "br", "GET"],
    ["a page", "/c/pocket", "br", "GET"],
    ["another method", "/_next/static/chunks/a[b].js", "br", "POST"],
  ])("are left to Next for %s", async (_, path, encoding, method) => {
    expect(await get(path, encoding, method)).toMatchObject({ status: 299 });
  });
});
