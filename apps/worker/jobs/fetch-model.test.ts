import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { enqueueDueLinkChecks, enqueueRerun, selectHandIn, updateCourseDeadline } from "@gradmark/db";
import { usualLinkRules } from "@gradmark/grader";
import { describe, expect, it } from "vitest";
import { makeSmallCourse, predictionsCsv, type SmallCourse } from "../fixtures/small-course.ts";
import { workAll } from "../fixtures/work-all.ts";
import type { WorkerOptions } from "../loop/run-worker.ts";

const allowReduced = process.getuid?.() !== 0;
const days = 86_400_000;

/** A server on loopback that gives `content`, or nothing when it is null; and a worker that may go there. */
async function serveModel(content: { now: string | null }) {
  const server: Server = createServer((_, answer) => {
    if (content.now === null) answer.writeHead(404).end();
    else answer.end(content.now);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const options: Partial<WorkerOptions> = {
    allowReduced,
    linkRules: (maxBytes) => ({ ...usualLinkRules(maxBytes), alsoAllowed: (_, asked) => asked === port }),
  };
  return {
    url: `http://127.0.0.1:${port}/offset.txt`,
    options,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function handInByLink(small: SmallCourse, link: string, options: Partial<WorkerOptions>) {
  await small.addEntry(predictionsCsv());
  await workAll(small);
  const { id } = await small.addHandIn("adds-model-offset.py", "result.py", {}, link);
  await workAll(small, options);
  return selectHandIn(small.db, id);
}

async function regradeLater(small: SmallCourse, handInId: string, options: Partial<WorkerOptions>) {
  const ahead = 3 * days;
  enqueueRerun(small.db, { handInId, now: new Date(Date.now() + ahead) });
  await workAll(small, { ...options, clock: () => new Date(Date.now() + ahead) });
  return selectHandIn(small.db, handInId);
}

/** A worker at another time: it first looks what is due, then does it. */
async function workLate(small: SmallCourse, ahead: number, options: Partial<WorkerOptions>): Promise<void> {
  const clock = () => new Date(Date.now() + ahead);
  enqueueDueLinkChecks(small.db, clock());
  await workAll(small, { ...options, clock });
}

describe("a model behind a link", { timeout: 120_000 }, () => {
  it("is pinned, is the model of the rerun, and is the same at a later grading", async () => {
    const content = { now: "0" as string | null };
    await using small = await makeSmallCourse();
    await using server = await serveModel(content);
    const { id, link, verdict } = await handInByLink(small, server.url, server.options);
    expect(link).toMatchObject({ pin: { name: "offset.txt", bytes: 1 }, problem: null });
    expect(verdict?.outcome, JSON.stringify(verdict?.reasons)).toBe("reproduced");
    expect(verdict?.audit?.modelLink).toMatchObject({ finding: "not-run" });
    const later = await regradeLater(small, id, server.options);
    expect(later.verdict?.audit?.modelLink).toMatchObject({ finding: "none" });
    expect(readdirSync(join(small.home, "scratch"))).toEqual([]);
  });

  it("that was changed or taken away is found at grading, and the pinned copy is used", async () => {
    const content = { now: "0" as string | null };
    await using small = await makeSmallCourse();
    await using server = await serveModel(content);
    const { id } = await handInByLink(small, server.url, server.options);
    content.now = "1";
    const changed = await regradeLater(small, id, server.options);
    expect(changed.verdict?.outcome).toBe("reproduced");
    expect(changed.verdict?.audit?.modelLink).toMatchObject({
      finding: "suspicious",
      why: expect.stringContaining("changed after it had been handed in"),
    });
    content.now = null;
    const gone = await regradeLater(small, id, server.options);
    expect(gone.verdict?.outcome).toBe("reproduced");
    expect(gone.verdict?.audit?.modelLink).toMatchObject({ finding: "note", why: expect.stringContaining("404") });
  });

  it("is looked at once more when the deadline has passed, once for each deadline, and never before", async () => {
    const content = { now: "0" as string | null };
    await using small = await makeSmallCourse();
    await using server = await serveModel(content);
    const { id } = await handInByLink(small, server.url, server.options);
    expect(selectHandIn(small.db, id).linkCheck).toBeNull();
    content.now = "1";
    const late = (ahead: number) => workLate(small, ahead, server.options);
    await late(2 * 3_600_000);
    const { linkCheck, verdict } = selectHandIn(small.db, id);
    expect(linkCheck?.item).toMatchObject({ finding: "suspicious" });
    expect(verdict?.outcome).toBe("reproduced");
    content.now = "0";
    await late(3 * 3_600_000);
    expect(selectHandIn(small.db, id).linkCheck).toEqual(linkCheck);
    const extended = { deadline: new Date(Date.now() + 4 * 3_600_000), why: "ill", actor: "user", now: new Date() };
    updateCourseDeadline(small.db, { courseId: small.course.id, ...extended });
    await late(5 * 3_600_000);
    expect(selectHandIn(small.db, id).linkCheck?.item).toMatchObject({ finding: "none" });
  });

  it("inside of our network is not fetched, and the team is told", async () => {
    await using small = await makeSmallCourse();
    const { link, verdict, state } = await handInByLink(small, "http://127.0.0.1:80/offset.txt", { allowReduced });
    expect(link).toMatchObject({ pin: null, problem: { code: "link-forbidden-address" } });
    expect(state).toBe("failed");
    expect(verdict?.audit?.modelLink).toMatchObject({ finding: "note" });
  });
});
