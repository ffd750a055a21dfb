import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { isDiskFull, openBlobStore } from "@gradmark/course";
import { insertResumableUpload, openDatabase } from "@gradmark/db";
import { Upload } from "@tus/utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openApiHouse } from "#e2e/api-house.ts";
import { hasRoom } from "./disk-room.ts";
import { PartialFiles } from "./partial-files.ts";

/** A small file system of its own needs root. */
const isRoot = process.getuid?.() === 0;
const mebibyte = 2 ** 20;

describe.skipIf(!isRoot)("a disk that is full", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "gradmark-full-"));
    execFileSync("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", dir]);
  });
  afterEach(() => {
    execFileSync("/usr/bin/umount", [dir]);
    rmSync(dir, { recursive: true });
  });

  it("is told as such by the store, which keeps nothing of the file", async () => {
    const store = openBlobStore(join(dir, "blobs"));
    const failed = await store.put(new Uint8Array(4 * mebibyte), { maxBytes: 8 * mebibyte }).catch((error) => error);
    expect(isDiskFull(failed)).toBe(true);
    expect((await store.put(Buffer.from("small"), { maxBytes: 10 })).bytes).toBe(5);
  });

  it("breaks an upload in pieces off with that reason, and keeps what had arrived", async () => {
    using house = await openApiHouse();
    const { database, course } = house.home;
    const id = "x".repeat(43);
    const [user] = database.client.prepare("select id from user limit 1").all() as { id: string }[];
    const place = {
      courseId: course.id,
      userId: user?.id ?? "",
      expiresAt: new Date(Date.now() + 1e6),
      now: new Date(),
    };
    insertResumableUpload(database, { id, kind: "model", bytes: 4 * mebibyte, ...place });
    const files = new PartialFiles(database, join(dir, "partial"));
    await files.create(new Upload({ id, offset: 0, size: 4 * mebibyte }));
    const bytes = Readable.from(Array.from({ length: 64 }, () => new Uint8Array(65_536)));
    const failed = await files.write(bytes, id, 0).catch((error: unknown) => error);
    expect(isDiskFull(failed)).toBe(true);
    const kept = await files.sizeOf(id);
    expect(kept).toBeGreaterThan(mebibyte);
    expect(statSync(files.path(id)).size).toBe(kept);
  });

  it("is seen before the first byte", async () => {
    expect(await hasRoom(dir, 10 * mebibyte, 0)).toBe(false);
    expect(await hasRoom(dir, mebibyte, 0)).toBe(true);
    expect(await hasRoom(dir, mebibyte, 2 * mebibyte)).toBe(false);
  });
});

describe("the files of uploads in pieces", () => {
  it("have no name that leads anywhere", () => {
    const database = openDatabase({ file: ":memory:" });
    const files = new PartialFiles(database, "/nowhere");
    for (const id of ["", "..", "../../etc/passwd", `${"a".repeat(42)}/`, "a".repeat(44), `${"a".repeat(42)}\0`])
      expect(() => files.path(id)).toThrow();
    database.close();
  });
});
