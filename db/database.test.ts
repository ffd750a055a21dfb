import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { noon, openCourse } from "./fixtures/open-course.ts";
import {
  insertLedgerLine,
  openDatabase,
  selectEntriesOfTeam,
  selectEntry,
  selectLedger,
  selectOptionalJobOf,
  selectTries,
} from "./index.ts";

describe("openDatabase", () => {
  it("may be called by several processes on the same new file at once", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "gradmark.sqlite");
    const counts = await Promise.all([1, 2, 3].map(() => text(start("opens.ts", file).stdout)));
    expect(new Set(counts).size).toBe(1);
    expect(Number(counts[0])).toBeGreaterThan(17);
  }, 30_000);

  it("makes a file that only its owner can read, with every transaction on the disk before it is acknowledged", () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "gradmark.sqlite");
    const db = openDatabase({ file });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(db.client.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(db.client.pragma("synchronous", { simple: true })).toBe(2);
    expect(db.client.pragma("foreign_keys", { simple: true })).toBe(1);
    db.close();
  });

  it("refuses a file of a newer version, and says so", () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "gradmark.sqlite");
    const db = openDatabase({ file });
    db.client.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)");
    db.close();
    expect(() => openDatabase({ file })).toThrow(/newer version/);
  });

  it("names the folders in which it looked for the migrations", () => {
    expect(() => openDatabase({ file: ":memory:", migrations: "/nowhere" })).toThrow(/could not be opened/);
  });
});

describe("the ledger", () => {
  it("refuses to change or to lose a line", () => {
    using small = openCourse();
    const courseId = small.course.id;
    insertLedgerLine(small.db, {
      courseId,
      teamId: null,
      kind: "grade-changed",
      subjectId: null,
      amount: 1,
      why: "-",
      actor: "ta",
      at: noon,
    });
    expect(() => small.db.client.exec("update ledger set amount = 2")).toThrow(/append-only/);
    expect(() => small.db.client.exec("delete from ledger")).toThrow(/append-only/);
    expect(selectLedger(small.db, { courseId }).at(-1)?.amount).toBe(1);
  });
});

describe("processes at the same database", () => {
  it("cannot use more tries than there are, when two upload at once", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "gradmark.sqlite");
    using small = openCourse(file);
    const { team, userId } = small.addTeam("A");
    const uploads = [1, 2].map(() => start("upload-entries.ts", file, team.id, userId, noon.toISOString()));
    const ids = (await Promise.all(uploads.map((child) => text(child.stdout)))).join("").trim().split("\n");
    expect(ids).toHaveLength(2);
    expect(selectTries(small.db, { course: small.course, teamId: team.id, now: noon })).toMatchObject({
      used: 2,
      left: 0,
    });
  }, 30_000);

  it("keep every acknowledged entry with its try and its job when they are killed", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "gradmark.sqlite");
    using small = openCourse(file);
    const { team, userId } = small.addTeam("A");
    const child = start("upload-entries.ts", file, team.id, userId, noon.toISOString(), "endless");
    const acknowledged = await killAfterLines(child, 25);
    expect(acknowledged.length).toBeGreaterThanOrEqual(25);
    for (const id of acknowledged) {
      const entry = selectEntry(small.db, id);
      expect(selectOptionalJobOf(small.db, id)?.state).toBe("waiting");
      expect(selectLedger(small.db, { courseId: entry.courseId, teamId: entry.teamId ?? "" })).toHaveLength(1);
    }
    expect(small.db.client.pragma("integrity_check", { simple: true })).toBe("ok");
  }, 30_000);

  it("leave nothing of a transaction in which they are killed, and do not block the others", async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, "gradmark.sqlite");
    using small = openCourse(file);
    const { team, userId } = small.addTeam("A");
    await killAfterLines(start("hangs-in-transaction.ts", file, team.id, userId, noon.toISOString()), 1);
    expect(selectEntriesOfTeam(small.db, team.id)).toEqual([]);
    expect(selectTries(small.db, { course: small.course, teamId: team.id, now: noon }).used).toBe(0);
    expect(() => small.addTeam("B")).not.toThrow();
  }, 30_000);
});

function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), "gradmark-db-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

function start(program: string, ...args: string[]) {
  const path = join(import.meta.dirname, "fixtures", program);
  return spawn(process.execPath, [path, ...args], { stdio: ["ignore", "pipe", "inherit"] });
}

/** Kills a program once it has printed `count` lines, and gives all lines that it printed to the end. */
async function killAfterLines(
  child: ChildProcess & { stdout: NodeJS.ReadableStream },
  count: number,
): Promise<string[]> {
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    printed += chunk;
    if (printed.split("\n").length > count) child.kill("SIGKILL");
  });
  await once(child, "close");
  expect(child.signalCode).toBe("SIGKILL");
  return printed.split("\n").filter((line) => line !== "");
}
