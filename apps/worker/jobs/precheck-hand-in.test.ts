import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PrecheckFinding } from "@gradmark/contract";
import {
  askPrecheck,
  cancelJobs,
  insertUpload,
  selectHandInsOfTeam,
  selectPrecheck,
  selectPrecheckTries,
  upsertDraftLink,
} from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { makeSmallCourse, predictionsCsv, type SmallCourse } from "../fixtures/small-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import { workAll } from "../fixtures/work-all.ts";

const allowReduced = process.getuid?.() !== 0;

/** Puts files on the check-list without handing them in. */
async function lay(small: SmallCourse, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const role = name.startsWith("result.") ? "script" : name.endsWith(".pdf") ? "report" : "model";
    const blob = await small.blobs.put(content, { maxBytes: 10 ** 6 });
    const place = { courseId: small.course.id, teamId: small.team.id, uploadedBy: "user" };
    insertUpload(small.db, { ...place, role, name, ...blob, now: new Date() });
  }
}

const script = (name: string) => readFile(join(import.meta.dirname, "../fixtures/scripts", name));

async function precheckOf(small: SmallCourse, options: Parameters<typeof workAll>[1] = {}) {
  const asked = askPrecheck(small.db, { teamId: small.team.id, askedBy: "user", now: new Date() });
  if (!asked.ok) throw new Error(asked.refusal);
  await workAll(small, { allowReduced, ...options });
  const done = selectPrecheck(small.db, asked.precheck.id);
  const of = (topic: PrecheckFinding["topic"]) => done.result?.findings.filter((one) => one.topic === topic) ?? [];
  return { ...done, of };
}

describe("a pre-check", { timeout: 120_000 }, () => {
  it("runs what stands on the check-list and compares it with the team's own entry, handing nothing in", async () => {
    await using small = await makeSmallCourse();
    await small.addEntry(predictionsCsv(3));
    await workAll(small);
    await lay(small, { "result.py": await script("predicts-first-pixel.py") });
    const { state, result, of } = await precheckOf(small);
    expect(state).toBe("done");
    expect(result?.verdict?.comparison).toMatchObject({ rows: 12, rowsDiffering: 3 });
    expect(of("rerun")).toMatchObject([
      { state: "bad", message: expect.stringMatching(/^3 of 12 predictions differ from your final entry/) },
    ]);
    expect(of("report")).toMatchObject([{ state: "bad" }]);
    expect(selectHandInsOfTeam(small.db, small.team.id)).toEqual([]);
  });

  it("finds the same whatever the labels are, and holds no score and no audit: nothing can be measured by it", async () => {
    const audit = { permutedRows: true, runs: 2, shadow: true, quality: true };
    const kit = { ...smallKit, handIn: { ...smallKit.handIn, audit } };
    const found = await Promise.all(
      [0, 1].map(async (shift) => {
        await using small = await makeSmallCourse(undefined, kit);
        await small.addEntry(predictionsCsv(3));
        await workAll(small);
        await relabel(small, shift);
        await lay(small, { "result.py": await script("predicts-first-pixel.py") });
        const { result } = await precheckOf(small);
        return result;
      }),
    );
    for (const result of found) {
      expect(result?.verdict).toMatchObject({ audit: null, comparison: { scoreExpected: null, scoreRerun: null } });
      expect(result?.verdict?.quality).toBeUndefined();
    }
    const told = found.map((result) => ({
      findings: result?.findings.map((one) => (one.topic === "entry" ? one.state : one)),
      comparison: result?.verdict?.comparison,
      logs: result?.verdict?.logs,
      reasons: result?.verdict?.reasons,
    }));
    expect(told[0]).toEqual(told[1]);
  });

  it("says of a script that fails what a grader would be told", async () => {
    await using small = await makeSmallCourse();
    await lay(small, { "result.py": await script("never-ends.py") });
    const { of, result } = await precheckOf(small);
    expect(of("rerun")[0]).toMatchObject({ state: "bad", message: expect.stringContaining("epoch") });
    expect(result?.verdict?.run?.limitsHit).toEqual(["wall"]);
  });

  it("looks at a report alone when there is no script yet", async () => {
    await using small = await makeSmallCourse();
    await lay(small, { "report.pdf": Buffer.from("%PDF-1.5\nnothing") });
    const { of, result } = await precheckOf(small);
    expect(of("report")[0]).toMatchObject({ state: "bad", message: expect.stringContaining("damaged") });
    expect(of("script")[0]?.message).toContain("result.py");
    expect(result?.verdict).toBeNull();
  });

  it("fetches the link as the hand-in would, and explains one that gives no file", async () => {
    await using small = await makeSmallCourse();
    const place = { teamId: small.team.id, courseId: small.course.id, addedBy: "user" };
    upsertDraftLink(small.db, { ...place, url: "http://127.0.0.1/weights.bin", now: new Date() });
    await lay(small, { "result.py": await script("predicts-zero.py") });
    const { of } = await precheckOf(small);
    expect(of("links")).toMatchObject([
      { state: "bad", message: expect.stringContaining("not on the public internet") },
    ]);
  });
});

describe("the number of pre-checks", { timeout: 120_000 }, () => {
  const ask = ({ db, team }: SmallCourse) => askPrecheck(db, { teamId: team.id, askedBy: "user", now: new Date() });
  const left = ({ db, course, team }: SmallCourse) =>
    selectPrecheckTries(db, { course, teamId: team.id, now: new Date() }).left;

  it("is one at a time and so many a day", async () => {
    const kit = { ...smallKit, handIn: { ...smallKit.handIn, prechecksPerDay: 1 } };
    await using small = await makeSmallCourse(undefined, kit);
    expect(ask(small)).toMatchObject({ ok: false, refusal: "nothing-to-check" });
    await lay(small, { "result.py": await script("predicts-zero.py") });
    expect(ask(small)).toMatchObject({ ok: true });
    expect(ask(small)).toMatchObject({ ok: false, refusal: "precheck-running" });
    await workAll(small, { allowReduced });
    expect(ask(small)).toMatchObject({ ok: false, refusal: "no-prechecks-left" });
  });

  it("does not grow by one that was cancelled before it ran, or failed on our side", async () => {
    await using small = await makeSmallCourse();
    await lay(small, { "result.py": await script("predicts-zero.py") });
    const cancelled = ask(small);
    if (!cancelled.ok) throw new Error(cancelled.refusal);
    cancelJobs(small.db, { subjectId: cancelled.precheck.id, now: new Date() });
    expect(left(small)).toBe(5);
    expect(ask(small)).toMatchObject({ ok: true });
    expect(left(small)).toBe(4);
    small.db.client.exec("update upload set sha256 = replace(sha256, substr(sha256, 1, 4), 'ffff')");
    await workAll(small, { allowReduced });
    small.db.client.exec("update precheck set state = 'faulted'");
    expect(left(small)).toBe(5);
  });
});

/** Other labels for the same rows: what a pre-check finds must not depend on them. */
async function relabel({ home }: SmallCourse, shift: number): Promise<void> {
  const { writeFile } = await import("node:fs/promises");
  for (const set of ["private", "shadow-private"]) {
    const file = join(home, "courses/small", set, "solution.csv");
    const [header, ...rows] = (await readFile(file, "utf8")).trimEnd().split("\n");
    const other = rows.map((row) => row.replace(/,(\d),/, (_, label) => `,${(Number(label) + shift) % 10},`));
    await writeFile(file, `${[header, ...other].join("\n")}\n`);
  }
}
