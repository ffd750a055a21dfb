import { cancelJobs, enqueueJob, selectEntry, selectHandIn, selectJob, selectOptionalJobOf } from "@gradmark/db";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { makeSmallCourse, predictionsCsv, type SmallCourse } from "../fixtures/small-course.ts";
import { until, workAll } from "../fixtures/work-all.ts";

const allowReduced = process.getuid?.() !== 0;

function isRunning(small: SmallCourse, subjectId: string): boolean {
  return selectOptionalJobOf(small.db, subjectId)?.progress?.line?.startsWith("epoch") === true;
}

describe("a job in hand", { timeout: 60_000 }, () => {
  it("is put down soon when it is cancelled, without a verdict", async () => {
    await using small = await makeSmallCourse();
    const { id } = await small.addHandIn("never-ends.py");
    const work = workAll(small, { allowReduced });
    await until(() => isRunning(small, id));
    cancelJobs(small.db, { subjectId: id, now: new Date() });
    const asked = performance.now();
    await work;
    expect(performance.now() - asked).toBeLessThan(1500);
    expect(selectHandIn(small.db, id)).toMatchObject({ state: "cancelled", verdict: null });
  });

  it("is taken away at its deadline, three times, and is then our fault", async () => {
    await using small = await makeSmallCourse();
    const { id } = await small.addHandIn("never-ends.py");
    cancelJobs(small.db, { subjectId: id, now: new Date() });
    const place = { courseId: small.course.id, teamId: small.team.id };
    const job = enqueueJob(small.db, { ...place, kind: "rerun", subjectId: id, deadlineMs: 300 }, new Date());
    await workAll(small, { allowReduced });
    expect(selectJob(small.db, job.id)).toMatchObject({ state: "faulted", attempts: 3, reason: { class: "host" } });
    expect(selectHandIn(small.db, id)).toMatchObject({ state: "faulted", verdict: null });
  });

  it("shows the team no cause of our failures, and the log all of it", async () => {
    await using small = await makeSmallCourse();
    const { id } = await small.addEntry(predictionsCsv());
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    small.db.client.prepare("update course set slug = 'gone'").run();
    await workAll(small, { log });
    const reason = selectOptionalJobOf(small.db, id)?.reason;
    expect(reason?.message).toContain("our fault");
    expect(reason?.message).not.toContain("gone");
    expect(lines.filter((line) => line.includes("solution.csv"))).toHaveLength(3);
  });

  it("does not hold up others when the worker may do two at once", async () => {
    await using small = await makeSmallCourse();
    const { id } = await small.addHandIn("never-ends.py");
    const work = workAll(small, { allowReduced, concurrency: 2 });
    await until(() => isRunning(small, id));
    const entry = await small.addEntry(predictionsCsv());
    await until(() => selectEntry(small.db, entry.id).state === "done");
    expect(selectOptionalJobOf(small.db, id)?.state).toBe("running");
    await work;
  });
});
