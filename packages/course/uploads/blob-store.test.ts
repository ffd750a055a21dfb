import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBlobStore, UploadTooLarge } from "./blob-store.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const hello = Buffer.from("hello");

describe("the blob store", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradmark-blobs-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  async function* pieces(count: number, size: number): AsyncGenerator<Uint8Array> {
    for (let k = 0; k < count; k++) yield new Uint8Array(size).fill(k);
  }

  it("gives back whatever was put, under the hash of its bytes", async () => {
    const store = openBlobStore(dir);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const stored = await store.put(bytes, { maxBytes: 300 });
        expect(stored).toEqual({ sha256: sha256(bytes), bytes: bytes.length });
        expect(new Uint8Array(await store.read(stored.sha256))).toEqual(bytes);
        expect(await store.has(stored.sha256)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("takes a stream piece by piece", async () => {
    const store = openBlobStore(dir);
    const stored = await store.put(pieces(10, 1000), { maxBytes: 10_000 });
    expect(stored.bytes).toBe(10_000);
    expect((await store.read(stored.sha256)).length).toBe(10_000);
  });

  it("cuts a stream that is too large, long before its end, and keeps nothing", async () => {
    const store = openBlobStore(dir);
    let yielded = 0;
    async function* endless() {
      for (;;) {
        yielded++;
        yield new Uint8Array(1000);
      }
    }
    const refused = store.put(endless(), { maxBytes: 5000 });
    await expect(refused).rejects.toThrow(UploadTooLarge);
    await expect(refused).rejects.toMatchObject({ problem: { code: "file-too-large" } });
    expect(yielded).toBe(6);
    expect(await readdir(join(dir, "incoming"))).toEqual([]);
    expect(await readdir(dir)).toEqual(["incoming"]);
  });

  it("keeps nothing of a stream that breaks off", async () => {
    const store = openBlobStore(dir);
    async function* broken() {
      yield hello;
      throw new Error("connection lost");
    }
    await expect(store.put(broken(), { maxBytes: 100 })).rejects.toThrow("connection lost");
    expect(await readdir(join(dir, "incoming"))).toEqual([]);
    expect(await store.has(sha256(hello))).toBe(false);
  });

  it("takes the same bytes from many uploads at once and keeps one file", async () => {
    const store = openBlobStore(dir);
    const all = await Promise.all(Array.from({ length: 20 }, () => store.put(pieces(5, 1000), { maxBytes: 5000 })));
    expect(new Set(all.map((one) => one.sha256)).size).toBe(1);
    const [first] = all;
    if (!first) throw new Error("nothing was stored");
    expect(await readdir(join(dir, first.sha256.slice(0, 2)))).toEqual([first.sha256]);
    expect(await readdir(join(dir, "incoming"))).toEqual([]);
    expect((await store.read(first.sha256)).length).toBe(5000);
  });

  it("never touches a stored file again, and lets nobody write to it", async () => {
    const store = openBlobStore(dir);
    const { sha256: name } = await store.put(hello, { maxBytes: 10 });
    const before = await stat(store.path(name));
    await store.put(hello, { maxBytes: 10 });
    const after = await stat(store.path(name));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(after.mode & 0o777).toBe(0o400);
  });

  it("takes over a whole file without a second copy, and tells its hash before the file moves", async () => {
    const store = openBlobStore(join(dir, "blobs"));
    const file = join(dir, "arrived");
    await writeFile(file, hello);
    const { ino } = await stat(file);
    let there = false;
    const stored = await store.adopt(file, (blob) => {
      expect(blob).toEqual({ sha256: sha256(hello), bytes: 5 });
      there = existsSync(file);
    });
    expect(there).toBe(true);
    expect(existsSync(file)).toBe(false);
    const kept = await stat(store.path(stored.sha256));
    expect([kept.ino, kept.mode & 0o777]).toEqual([ino, 0o400]);
  });

  it("takes over a file whose bytes it has already, and leaves the stored one as it was", async () => {
    const store = openBlobStore(join(dir, "blobs"));
    const { sha256: name } = await store.put(hello, { maxBytes: 10 });
    const before = await stat(store.path(name));
    const file = join(dir, "arrived");
    await writeFile(file, hello);
    await store.adopt(file, () => {});
    expect((await stat(store.path(name))).ino).toBe(before.ino);
    expect(existsSync(file)).toBe(false);
  });

  it("leaves a file where it is when its owner cannot note its hash", async () => {
    const store = openBlobStore(join(dir, "blobs"));
    const file = join(dir, "arrived");
    await writeFile(file, hello);
    const fail = () => {
      throw new Error("the database is gone");
    };
    await expect(store.adopt(file, fail)).rejects.toThrow("the database is gone");
    expect(existsSync(file)).toBe(true);
    expect(await store.has(sha256(hello))).toBe(false);
  });

  it("notices a file that was damaged on the disk, and heals one that was cut", async () => {
    const store = openBlobStore(dir);
    const { sha256: name } = await store.put(hello, { maxBytes: 10 });
    await chmod(store.path(name), 0o600);
    await writeFile(store.path(name), "hellO");
    await expect(store.read(name)).rejects.toThrow("is damaged");
    await writeFile(store.path(name), "hel");
    await store.put(hello, { maxBytes: 10 });
    expect(await readFile(store.path(name), "utf8")).toBe("hello");
  });

  it("takes nothing for a hash that could lead out of its folder", () => {
    const store = openBlobStore(dir);
    for (const name of ["../../etc/passwd", "", "A".repeat(64), `${"a".repeat(64)}/..`])
      expect(() => store.path(name)).toThrow("not a sha256");
  });
});
