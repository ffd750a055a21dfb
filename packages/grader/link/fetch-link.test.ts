import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { type FetchedFile, fetchLink } from "./fetch-link.ts";
import { type FileServer, serveFiles } from "./file-server.ts";
import { type LinkRules, usualLinkRules } from "./link-rules.ts";

const folder = mkdtempSync(join(tmpdir(), "gradmark-link-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function fetched(link: string, rules: LinkRules) {
  const to = join(folder, String(files++));
  const result = await fetchLink(link, to, rules);
  if (!result.ok) {
    expect(existsSync(to), "nothing is left").toBe(false);
    return { code: result.problem.code, message: result.problem.message };
  }
  return { ...result.value, content: readFileSync(to) };
}

const weights = Buffer.from("not really weights");
const file = (content: Buffer = weights): Partial<FetchedFile> => ({
  sha256: createHash("sha256").update(content).digest("hex"),
  bytes: content.length,
});

describe("fetching the file behind a link", { timeout: 20_000 }, () => {
  it("brings its bytes, their hash and a plain name", async () => {
    await using server = await serveFiles((_, answer) => answer.end(weights));
    expect(await fetched(server.url("/my/model%20v2.bin?x=1"), server.rules)).toEqual({
      ...file(),
      name: "model_v2.bin",
      content: weights,
    });
  });

  it.each([
    ['attachment; filename="net.bin"', "net.bin"],
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ["attachment; filename*=UTF-8''d%C3%A9j%C3%A0.bin", "d_j_.bin"],
    ['attachment; filename=".bashrc"', "bashrc"],
    ["attachment; filename*=UTF-8''%ff%fe", "_ff_fe"],
    ['attachment; filename=""', "model.bin"],
  ])("takes the server's name %s as %s", async (disposition, name) => {
    await using server = await serveFiles((_, answer) =>
      answer.setHeader("content-disposition", disposition).end(weights),
    );
    expect(await fetched(server.url(), server.rules)).toMatchObject({ name });
  });

  it("undoes a transfer encoding, and counts what comes out of it", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    await using server = await serveFiles((request, answer) => {
      if (request.url === "/bomb") answer.setHeader("content-encoding", "gzip").end(bomb);
      else if (request.url === "/br") answer.setHeader("content-encoding", "br").end(brotliCompressSync(weights));
      else answer.setHeader("content-encoding", "gzip").end(gzipSync(weights));
    });
    expect(await fetched(server.url("/gz"), server.rules)).toMatchObject(file());
    expect(await fetched(server.url("/br"), server.rules)).toMatchObject(file());
    expect(bomb.length).toBeLessThan(server.rules.maxBytes);
    expect(await fetched(server.url("/bomb"), server.rules)).toMatchObject({ code: "link-too-large" });
  });

  it("leaves a compressed file compressed: a bomb as a model stays a small file", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    await using server = await serveFiles((_, answer) =>
      answer.setHeader("content-type", "application/gzip").end(bomb),
    );
    expect(await fetched(server.url("/model.gz"), server.rules)).toMatchObject(file(bomb));
  });

  it("stops at the size limit, announced or not", async () => {
    await using server = await serveFiles((request, answer) => {
      if (request.url === "/said") answer.setHeader("content-length", 10 ** 9).write("x");
      else {
        const more = (): void => {
          while (answer.write(Buffer.alloc(10_000)));
          answer.once("drain", more);
        };
        more();
      }
    });
    for (const path of ["/said", "/endless"])
      expect(await fetched(server.url(path), server.rules)).toMatchObject({ code: "link-too-large" });
  });

  it("stops when nothing comes, when only drops come, and when the end is missing", async () => {
    await using server = await serveFiles((request, answer) => {
      if (request.url === "/cut") answer.setHeader("content-length", 100).write("x", () => answer.destroy());
      if (request.url === "/half") answer.write("x");
      if (request.url === "/drops") {
        const timer = setInterval(() => answer.write("x"), 50);
        answer.once("close", () => clearInterval(timer));
      }
    });
    const rules = { ...server.rules, totalMs: 600, idleMs: 200 };
    expect(await fetched(server.url("/silent"), rules)).toMatchObject({ code: "link-too-slow" });
    expect(await fetched(server.url("/half"), rules)).toMatchObject({ code: "link-too-slow" });
    expect(await fetched(server.url("/drops"), rules)).toMatchObject({
      code: "link-too-slow",
      message: "The file had not come after 0.6 s. Put it on a faster server.",
    });
    expect(await fetched(server.url("/cut"), server.rules)).toMatchObject({ code: "link-damaged" });
  });

  it("says what a server answered in place of the file", async () => {
    await using server = await serveFiles((request, answer) => {
      answer.statusCode = Number(request.url?.slice(1)) || 200;
      answer.end();
    });
    expect(await fetched(server.url("/404"), server.rules)).toMatchObject({ code: "link-refused" });
    expect(await fetched(server.url("/403"), server.rules)).toMatchObject({
      message: expect.stringContaining("not shared with everybody"),
    });
    expect(await fetched(server.url("/503"), server.rules)).toMatchObject({ code: "link-unreachable" });
    expect(await fetched(server.url("/200"), server.rules)).toMatchObject({ code: "link-empty" });
  });

  it("lets its caller cancel", async () => {
    await using server = await serveFiles(() => {});
    const stop = AbortSignal.timeout(50);
    await expect(fetchLink(server.url(), join(folder, "cancelled"), server.rules, stop)).rejects.toThrow();
  });
});

describe("a page in place of a file", () => {
  const pages: [name: string, html: string, said: string][] = [
    ["Google Drive", "<!DOCTYPE html><html><head><title>model.bin - Google Drive</title>", "export=download"],
    ["Dropbox", "<!doctype html>\n<html><head><title>Dropbox - model.bin</title>", "dl=1"],
    ["OneDrive", "\n\n<html dir=ltr><script src=https://onedrive.live.com/x.js>", "download=1"],
    [
      "OneDrive",
      "<!-- Copyright (C) Microsoft Corporation. --><!DOCTYPE html><html>https://login.microsoftonline.com Sign in",
      "asks to sign in",
    ],
    ["a web page", "\ufeff<html><body>hello</body></html>", "starts the download"],
  ];
  it.each(pages)("is recognised as %s by its content, and explained", async (name, html, said) => {
    await using server = await serveFiles((_, answer) => answer.setHeader("content-type", "x/y").end(html));
    const problem = await fetched(server.url(), server.rules);
    expect(problem).toMatchObject({ code: "link-share-page", message: expect.stringContaining(said) });
    expect(problem).toMatchObject({ message: expect.stringContaining(name) });
  });

  it("is not seen in a file that only mentions one", async () => {
    await using server = await serveFiles((_, answer) => answer.end("weights, see <html> of drive.google.com"));
    expect(await fetched(server.url(), server.rules)).toMatchObject({ name: "model.bin" });
  });
});

describe("a link that must not be followed", () => {
  const rules = { ...usualLinkRules(1000), resolve: async () => ["10.0.0.7"] };
  it.each([
    "http://127.0.0.1/model.bin",
    "http://127.1/model.bin",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:7f00:1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://localhost/",
    "http://127.0.0.1.nip.example/",
  ])("is %s: not on the public internet", async (link) =>
    expect(await fetched(link, rules)).toMatchObject({ code: "link-forbidden-address" }),
  );

  it.each([
    "file:///etc/passwd",
    "ftp://example.org/model.bin",
    "data:text/plain,x",
    "gopher://example.org/",
    "https://user:secret@example.org/model.bin",
    "https://example.org:22/",
    "http://example.org:6379/",
    "example.org/model.bin",
    "",
    `https://example.org/${"x".repeat(2000)}`,
  ])("is %s: not a web address that we use", async (link) =>
    expect(await fetched(link, rules)).toMatchObject({ code: "link-bad-url" }),
  );

  it("is one whose name has an inner address among public ones", async () => {
    const mixed = { ...rules, resolve: async () => ["93.184.215.14", "127.0.0.1"] };
    expect(await fetched("http://example.org/", mixed)).toMatchObject({ code: "link-forbidden-address" });
  });

  it("asks no inner server, not even for its name", async () => {
    let asked = 0;
    await using inner = await serveFiles((_, answer) => {
      asked++;
      answer.end("secret");
    });
    const strict = { ...inner.rules, alsoAllowed: (_: string, port: number) => port === inner.port && /[a-z]/.test(_) };
    expect(await fetched(inner.url(), strict)).toMatchObject({ code: "link-bad-url" });
    const named = { ...strict, resolve: async () => ["127.0.0.1"] };
    expect(await fetched(`http://files.example:${inner.port}/`, named)).toMatchObject({
      code: "link-forbidden-address",
    });
    expect(asked).toBe(0);
  });
});

describe("a redirect", () => {
  async function redirecting(to: (server: FileServer) => string): Promise<[FileServer, string[]]> {
    const seen: string[] = [];
    const server: FileServer = await serveFiles((request, answer) => {
      seen.push(request.url ?? "");
      if (request.url === "/start") answer.writeHead(302, { location: to(server) }).end();
      else answer.end(weights);
    });
    return [server, seen];
  }

  it("is followed to another place that is allowed", async () => {
    const [server] = await redirecting(() => "/model.bin");
    await using _ = server;
    expect(await fetched(server.url("/start"), server.rules)).toMatchObject(file());
  });

  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "https://192.168.0.1/",
    "http://localhost/",
    "file:///etc/passwd",
    "//10.0.0.1/",
  ])("to %s is not followed", async (location) => {
    const [server] = await redirecting(() => location);
    await using _ = server;
    const rules = { ...server.rules, resolve: async () => ["127.0.0.1"] };
    expect((await fetched(server.url("/start"), rules)) as object).toHaveProperty(
      "code",
      location.startsWith("file:") ? "link-bad-url" : "link-forbidden-address",
    );
  });

  it("does not end: a few are followed, not all", async () => {
    const [server, seen] = await redirecting((own) => own.url("/start"));
    await using _ = server;
    expect(await fetched(server.url("/start"), server.rules)).toMatchObject({ code: "link-too-many-redirects" });
    expect(seen).toHaveLength(server.rules.maxRedirects + 1);
  });
});

describe("a name that changes its address", () => {
  it("is looked up once for a connection, and the address that was judged is the one that is reached", async () => {
    await using server = await serveFiles((_, answer) => answer.end(weights));
    const answers = [["127.0.0.1"], ["127.0.0.2"]];
    let asked = 0;
    const rules = { ...server.rules, resolve: async () => answers[asked++] ?? [] };
    expect(await fetched(`http://rebind.example:${server.port}/`, rules)).toMatchObject(file());
    expect(asked).toBe(1);
  });

  it("is judged anew after a redirect to itself", async () => {
    await using server = await serveFiles((request, answer) => {
      if (request.url === "/again") answer.end("inner secret");
      else answer.writeHead(302, { location: "/again" }).end();
    });
    const answers = [["127.0.0.1"], ["127.0.0.2"]];
    let asked = 0;
    const rules = { ...server.rules, resolve: async () => answers[asked++] ?? [] };
    expect(await fetched(`http://rebind.example:${server.port}/`, rules)).toMatchObject({
      code: "link-forbidden-address",
    });
    expect(asked).toBe(2);
  });
});
