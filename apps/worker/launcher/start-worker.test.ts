import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countJobs, selectEntry, selectHandIn, selectOptionalJobOf, selectTries } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { listProcesses, tracesOfRun, uidsOfRuns } from "../fixtures/processes.ts";
import { makeSmallCourse, predictionsCsv, type SmallCourse } from "../fixtures/small-course.ts";
import { startTestWorker, type TestWorker } from "../fixtures/started-worker.ts";
import { isIdle, until } from "../fixtures/work-all.ts";

const isRoot = process.getuid?.() === 0;

/** A hand-in whose script is running, and the kernel uid that it runs under. */
async function startEndlessRun(small: SmallCourse, started: TestWorker) {
  const { id } = await small.addHandIn("never-ends.py");
  await until(() => selectOptionalJobOf(small.db, id)?.progress?.line?.startsWith("epoch") === true);
  const [uid] = uidsOfRuns(started.started.pid);
  return { id, uid, job: () => selectOptionalJobOf(small.db, id) };
}

/** Another launcher of this machine may have taken the uid meanwhile; its run ends, what was left behind would not. */
async function noTraces(uid: number | undefined): Promise<void> {
  if (isRoot) expect(uid).toBeGreaterThan(0);
  if (uid !== undefined) await until(() => tracesOfRun(uid).length === 0);
}

const triesUsed = ({ db, course, team }: SmallCourse): number =>
  selectTries(db, { course, teamId: team.id, now: new Date() }).used;

describe("launcher and worker", { timeout: 60_000 }, () => {
  it("score an entry and reproduce it", async () => {
    await using small = await makeSmallCourse();
    const entry = await small.addEntry(predictionsCsv());
    await using running = startTestWorker(small.home);
    await until(() => selectEntry(small.db, entry.id).state === "done");
    const { id } = await small.addHandIn("predicts-first-pixel.py");
    await until(() => isIdle(small));
    const { verdict } = selectHandIn(small.db, id);
    expect(verdict?.outcome, JSON.stringify(verdict?.reasons)).toBe("reproduced");
    expect(await running.started.stop()).toBe(0);
    expect(running.log().filter((line) => line.level >= 40)).toEqual([]);
  });

  it("give back to the queue what is on when they are stopped, and leave nothing behind", async () => {
    await using small = await makeSmallCourse();
    await using running = startTestWorker(small.home);
    const run = await startEndlessRun(small, running);
    expect(await running.started.stop()).toBe(0);
    expect(run.job()).toMatchObject({ state: "waiting", attempts: 0 });
    await noTraces(run.uid);
  });

  it("restart a worker that was killed in the middle of a rerun: once more, no try used, nothing left", async () => {
    await using small = await makeSmallCourse();
    const entry = await small.addEntry(predictionsCsv());
    await using running = startTestWorker(small.home);
    await until(() => selectEntry(small.db, entry.id).state === "done");
    const first = await running.worker();
    const run = await startEndlessRun(small, running);
    process.kill(first.pid, "SIGKILL");
    await until(() => run.job()?.state === "failed");
    expect(run.job()).toMatchObject({ attempts: 2, reason: { class: "limit" } });
    expect(selectHandIn(small.db, run.id).verdict?.outcome).toBe("rejected");
    expect((await running.worker()).pid).not.toBe(first.pid);
    expect(triesUsed(small)).toBe(1);
    await running.started.stop();
    await noTraces(run.uid);
  });

  it("end together when the launcher is killed, and the next start finishes the work", async () => {
    await using small = await makeSmallCourse();
    {
      await using running = startTestWorker(small.home);
      const worker = await running.worker();
      const run = await startEndlessRun(small, running);
      process.kill(running.started.pid ?? 0, "SIGKILL");
      await until(() => !listProcesses().some((one) => one.pid === worker.pid));
      expect(["waiting", "running"]).toContain(run.job()?.state);
    }
    await using again = startTestWorker(small.home);
    await until(() => isIdle(small));
    expect(countJobs(small.db)).toMatchObject({ failed: 1, faulted: 0 });
    await again.started.stop();
  });

  it("stop when whoever started them is gone", async () => {
    await using small = await makeSmallCourse();
    await using running = startTestWorker(small.home);
    const worker = await running.worker();
    running.started.disconnect();
    expect(await running.started.ended).toBe(0);
    expect(listProcesses().some((one) => one.pid === worker.pid)).toBe(false);
  });

  it("never take a job that another worker has: forty entries, two workers, each scored once", async () => {
    await using small = await makeSmallCourse();
    await using one = startTestWorker(small.home);
    await using two = startTestWorker(small.home);
    await until(() => [one, two].every((each) => each.log().some((line) => line.msg === "worker ready")));
    const entries = [];
    for (let k = 0; k < 40; k++) entries.push(await small.addEntry(predictionsCsv(k % 12)));
    await until(() => isIdle(small));
    for (const { id } of entries)
      expect(selectOptionalJobOf(small.db, id)).toMatchObject({ state: "done", attempts: 1 });
    const taken = [one, two].map((each) => each.log().filter((line) => line.msg === "job taken").length);
    expect(taken.reduce((sum, n) => sum + n)).toBe(40);
    expect(Math.min(...taken)).toBeGreaterThan(0);
  });

  it.runIf(isRoot)("have root in the launcher only", async () => {
    await using small = await makeSmallCourse();
    await using running = startTestWorker(small.home);
    const { status } = await running.worker();
    expect(status.Uid).toBe("60900\t60900\t60900\t60900");
    expect(status.Gid).toBe("60900\t60900\t60900\t60900");
    expect(status.Groups).toBe("");
    expect(status.CapPrm).toBe("0000000000000000");
    expect(status.CapBnd).toBe("0000000000000000");
    expect(status.NoNewPrivs).toBe("1");
    expect(statSync(join(small.home, "gradmark.sqlite")).uid).toBe(60_900);
  });

  it.runIf(isRoot)("work on a data folder that lies where only root may enter", async () => {
    const closed = mkdtempSync(join(tmpdir(), "gradmark-closed-"));
    mkdirSync(join(closed, "inner"));
    chmodSync(closed, 0o700);
    await using small = await makeSmallCourse(join(closed, "inner"));
    await using running = startTestWorker(small.home);
    expect(running.place.binds.map((bind) => bind.to)).toContain("/run/gradmark/home");
    const { id } = await small.addHandIn("predicts-first-pixel.py");
    await until(() => isIdle(small));
    expect(selectHandIn(small.db, id).verdict?.outcome).toBe("produced");
    await running.started.stop();
    rmSync(closed, { recursive: true, force: true });
  });
});
