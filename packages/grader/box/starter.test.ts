import { execFile } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { namespaceGroup } from "../cgroup/namespace-group.ts";
import { launchWords } from "./launch-command.ts";
import { openStarter, type Starter } from "./starter.ts";

const wordsFor = (command: readonly string[], files: readonly string[] = []) =>
  launchWords({ uid: null, group: namespaceGroup() }, [], { command, files });

async function printed(starter: Starter, words: readonly string[]): Promise<string> {
  const child = starter.start(words);
  if (child.stdout === null) throw new Error("its output is on a pipe");
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return `${out.trim()} ${code}`;
}

/** Children of this process that wait to become a run. */
function waitingChildren(): number[] {
  const children = readdirSync("/proc/self/task").flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, "utf8").trim().split(" "),
  );
  return children.map(Number).filter((pid) => pid > 0 && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("perl"));
}

describe("a process that waits to become a run", () => {
  it("becomes each command once, with every word as it is, and no standard input", async () => {
    const starter = openStarter();
    for (const word of ["a b", "$HOME; 'x'", "", "ü\n"])
      expect(await printed(starter, wordsFor(["/usr/bin/printf", "[%s]", word]))).toBe(`[${word}] 0`);
    expect(await printed(starter, wordsFor(["/bin/cat"]))).toBe(" 0");
  });

  it("has the named files at the descriptors from 4 on, and of its own nothing beside", async () => {
    const list = ["/bin/sh", "-c", "cat <&4; cat <&5; ls /proc/$$/fd; :"];
    const release = "/proc/sys/kernel/osrelease";
    const kernel = readFileSync(release, "utf8");
    expect(await printed(openStarter(), wordsFor(list, [release, release]))).toBe(`${kernel}${kernel}0\n1\n2\n4\n5 0`);
  });

  it("is replaced when it was killed while it waited", async () => {
    const starter = openStarter();
    const before = waitingChildren();
    expect(await printed(starter, wordsFor(["/bin/echo", "1"]))).toBe("1 0");
    await sleep(50);
    for (const pid of waitingChildren().filter((one) => !before.includes(one))) process.kill(pid, "SIGKILL");
    await sleep(50);
    expect(await printed(starter, wordsFor(["/bin/echo", "2"]))).toBe("2 0");
  });

  it("keeps no launcher from ending, and ends with it", async () => {
    const code = `
      const { openStarter } = await import(${JSON.stringify(join(import.meta.dirname, "starter.ts"))});
      const child = openStarter().start(${JSON.stringify(wordsFor(["/bin/true"]))});
      await new Promise((resolve) => child.once("exit", resolve));
      const { readFileSync } = await import("node:fs");
      await new Promise((resolve) => setTimeout(resolve, 100));
      console.log(readFileSync("/proc/self/task/" + process.pid + "/children", "utf8").trim());`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], {
      timeout: 10_000,
    });
    const pids = stdout.trim().split(" ").map(Number);
    expect(pids.length).toBe(1);
    for (let wait = 0; wait < 100 && isAlive(pids[0]); wait++) await sleep(20);
    expect(isAlive(pids[0])).toBe(false);
  });
});

function isAlive(pid: number | undefined): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
