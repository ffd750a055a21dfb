import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { giveHome } from "./give-home.ts";

const takesWriteLock = join(import.meta.dirname, "../fixtures/takes-write-lock.mjs");
const user = { uid: 60_901, gid: 60_901 };

function makeHome() {
  const root = mkdtempSync(join(tmpdir(), "gradmark-give-"));
  const home = join(root, "var");
  mkdirSync(join(home, "blobs/ab"), { recursive: true });
  writeFileSync(join(home, "blobs/ab/abc"), "x");
  writeFileSync(join(root, "outside"), "x");
  return { home, outside: join(root, "outside"), [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

describe.runIf(process.getuid?.() === 0)("giving the data folder to the service user", () => {
  it("changes every file and folder once", () => {
    using made = makeHome();
    expect(giveHome(made.home, user)).toBe(4);
    expect(statSync(join(made.home, "blobs/ab/abc")).uid).toBe(user.uid);
    expect(statSync(made.home)).toMatchObject({ uid: user.uid, mode: 0o40700 });
    expect(giveHome(made.home, user)).toBe(0);
  });

  it("makes a missing folder", () => {
    using made = makeHome();
    const home = join(made.home, "new/var");
    expect(giveHome(home, user)).toBe(1);
    expect(statSync(home).uid).toBe(user.uid);
  });

  it("does not follow a link to a file outside", () => {
    using made = makeHome();
    symlinkSync(made.outside, join(made.home, "blobs/link"));
    symlinkSync(join(made.outside, ".."), join(made.home, "blobs/folder"));
    giveHome(made.home, user);
    expect(statSync(made.outside).uid).toBe(0);
  });

  it("does not drop the locks that this process holds on a database in it", () => {
    using made = makeHome();
    const file = join(made.home, "gradmark.sqlite");
    const db = openDatabase({ file });
    const lock = () => execFileSync(process.execPath, [takesWriteLock, file], { encoding: "utf8" }).trim();
    db.client.exec("BEGIN IMMEDIATE");
    giveHome(made.home, user);
    expect(lock()).toBe("database is locked");
    db.client.exec("ROLLBACK");
    expect(lock()).toBe("free");
    db.close();
  });

  it("leaves a file with a second name outside alone", () => {
    using made = makeHome();
    linkSync(made.outside, join(made.home, "blobs/second-name"));
    giveHome(made.home, user);
    expect(statSync(made.outside).uid).toBe(0);
  });
});
