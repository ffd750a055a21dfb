import { execFile } from "node:child_process";
import { chmod, mkdir, open, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { processesOf, type StartedCommand, startCommandIn, writeTwoImages } from "../fixtures/started-command.ts";
import { openShell, type Shell } from "../fixtures/typed-command.ts";

const notRoot = process.geteuid?.() !== 0;
const serviceUid = "60900";
const secret = "only-root-may-read-this";

const slowSevens = `
import time
print("predicting", flush=True)
time.sleep(1.5)
open("predictions.csv", "w").write("Id,Label\\n4,7\\n9,7\\n")
`;

async function prepare(script: string = slowSevens): Promise<Shell> {
  const shell = await openShell();
  await writeTwoImages(shell);
  await writeFile(join(shell.folder, "result.py"), script);
  await writeFile(join(shell.folder, "secret"), secret, { mode: 0o600 });
  return shell;
}

/** Those of its processes that are the service user. */
const readersOf = (run: StartedCommand) =>
  processesOf(run).filter(({ status }) => status.Uid?.startsWith(`${serviceUid}\t`));

const words = ["rerun", "--data", "data", "--json", "--script"];

describe.skipIf(notRoot)(`a command typed by root${notRoot ? " (needs root)" : ""}`, { timeout: 180_000 }, () => {
  it("has its verdict made by a process without any right: no other one can", async () => {
    await using shell = await prepare();
    const run = startCommandIn(shell, ...words, "result.py");
    await run.said("predicting");
    const readers = readersOf(run);
    expect(
      readers.map(({ status }) => [status.Uid, status.Groups, status.CapEff, status.CapBnd, status.NoNewPrivs]),
    ).toEqual([[Array(4).fill(serviceUid).join("\t"), "", "0000000000000000", "0000000000000000", "1"]]);
    const [reader] = readers;
    if (reader === undefined) throw new Error("one reader was found");
    // Stopped, it lets the script end; nobody else reads what the script has written.
    process.kill(reader.pid, "SIGSTOP");
    await sleep(2500);
    expect(run.printed.stdout).toBe("");
    process.kill(reader.pid, "SIGCONT");
    expect(await run.ended, run.printed.stderr).toBe(0);
    expect(JSON.parse(run.printed.stdout)).toMatchObject({ outcome: "produced" });
  });

  it("fails as our side when that process is killed", async () => {
    await using shell = await prepare();
    const run = startCommandIn(shell, ...words, "result.py");
    await run.said("predicting");
    process.kill(readersOf(run)[0]?.pid ?? Number.NaN, "SIGKILL");
    expect(await run.ended).toBe(3);
    expect(JSON.parse(run.printed.stdout)).toMatchObject({ error: { code: "internal" } });
  });

  it("follows no link of a team to a file that only root may read, and waits at no pipe", async () => {
    await using shell = await prepare();
    await mkdir(join(shell.folder, "team"));
    await symlink("../secret", join(shell.folder, "team/result.py"));
    await promisify(execFile)("mkfifo", [join(shell.folder, "team/pipe.csv")]);
    const link = await shell.type(...words, "team/result.py");
    expect(link).toMatchObject({ exitCode: 1 });
    expect(link.json()).toMatchObject({ outcome: "rejected", reasons: [{ code: "script-unreadable" }] });
    expect(link.stdout).toContain("is a link");
    for (const option of ["--expect", "--model", "--solution"])
      for (const name of ["team/result.py", "team/pipe.csv"]) {
        const typed = await shell.type(...words, "result.py", option, name);
        expect(typed.exitCode, typed.stdout).toBe(2);
        expect(typed.stdout).toMatch(new RegExp(`${option} .*is (a link|no regular file)`));
        expect(typed.stdout + typed.stderr).not.toContain(secret);
      }
  });

  it("reads nothing of a script that is too large, and says how large it is", async () => {
    await using shell = await prepare();
    await truncate(join(shell.folder, "result.py"), 2 ** 40);
    const typed = await shell.type(...words, "result.py");
    expect(typed.exitCode).toBe(1);
    expect(typed.stdout).toContain("1,099,511,627,776 bytes");
  });

  it("writes its results through no link that lies in the folder for them", async () => {
    await using shell = await prepare();
    await mkdir(join(shell.folder, "out"));
    await symlink("../secret", join(shell.folder, "out/verdict.json"));
    const typed = await shell.type(...words, "result.py", "--out", "out");
    expect(typed.exitCode).not.toBe(0);
    expect(await readFile(join(shell.folder, "secret"), "utf8")).toBe(secret);
  });

  it("scores predictions as somebody without rights, who never was root while a byte of them was there", async () => {
    await using shell = await prepare();
    const pipe = join(shell.folder, "p.csv");
    await promisify(execFile)("mkfifo", [pipe]);
    await writeFile(join(shell.folder, "s.csv"), "Id,Label\n4,7\n9,1\n", { mode: 0o600 });
    const words = ["score", "--predictions", "p.csv", "--solution", "s.csv", "--metric", "accuracy", "--json"];
    const run = startCommandIn(shell, ...words);
    // Opened for writing as soon as the command has opened it for reading.
    const writer = await open(pipe, "w");
    const uids = () => processesOf(run)[0]?.status.Uid?.split("\t") ?? [];
    for (let wait = 0; wait < 400 && uids()[0] !== serviceUid; wait++) await sleep(25);
    expect(uids()).toEqual(Array(4).fill(serviceUid));
    expect(processesOf(run)[0]?.status).toMatchObject({ CapEff: "0000000000000000", Groups: "" });
    await writer.writeFile("Id,Label\n9,7\n4,7\n");
    await writer.close();
    expect(await run.ended, run.printed.stderr).toBe(0);
    expect(JSON.parse(run.printed.stdout)).toMatchObject({ score: 0.5, rows: 2 });
  });

  it("brings the results back as root's own", async () => {
    await using shell = await prepare();
    await chmod(shell.folder, 0o700);
    const typed = await shell.type(...words, "result.py", "--out", "new/out");
    expect(typed.exitCode, typed.stderr).toBe(0);
    const file = (name: string) => readFile(join(shell.folder, "new/out", name), "utf8");
    expect(await file("predictions.csv")).toBe("Id,Label\n4,7\n9,7\n");
    expect(await file("stdout.txt")).toBe("predicting\n");
    expect(JSON.parse(await file("verdict.json"))).toEqual(typed.json());
  });
});
