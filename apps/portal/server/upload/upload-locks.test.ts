import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { UploadLocks } from "./upload-locks.ts";

const never = new AbortController().signal;

describe("the locks of uploads", () => {
  it("let one at a time to an upload, in any order of coming, and others to other uploads", async () => {
    const locks = new UploadLocks();
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(2);
      inside--;
    };
    await Promise.all(Array.from({ length: 20 }, () => locks.hold("a", work)));
    expect(most).toBe(1);
    await Promise.all(["b", "c"].map((id) => locks.hold(id, work)));
    expect(most).toBe(2);
  });

  it("ask whoever holds one to let go, since a browser that resumes does not know of its broken connection", async () => {
    const locks = new UploadLocks();
    const stale = locks.newLock("a");
    let asked = 0;
    await stale.lock(never, () => {
      asked++;
      void stale.unlock();
    });
    expect(await locks.hold("a", async () => "resumed")).toBe("resumed");
    expect(asked).toBe(1);
  });

  it("give up in time, without spinning, when the holder does not let go", async () => {
    const locks = new UploadLocks(100);
    await locks.newLock("a").lock(never, () => {});
    const before = process.cpuUsage();
    await expect(locks.hold("a", async () => {})).rejects.toMatchObject({ status_code: 500 });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(90);
  });

  it("are free again when the work fails", async () => {
    const locks = new UploadLocks(100);
    await expect(locks.hold("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await locks.hold("a", async () => 1)).toBe(1);
  });
});
