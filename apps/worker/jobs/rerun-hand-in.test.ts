import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cancelJobs, chooseFinalEntries, selectHandIn, selectOptionalJobOf } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { makeSmallCourse, predictionsCsv, type SmallCourse } from "../fixtures/small-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import { workAll } from "../fixtures/work-all.ts";

const allowReduced = process.getuid?.() !== 0;

async function rerunOf(small: SmallCourse, ...files: Parameters<SmallCourse["addHandIn"]>) {
  const { id } = await small.addHandIn(...files);
  await workAll(small, { allowReduced });
  const handIn = selectHandIn(small.db, id);
  if (!handIn.verdict) throw new Error(`no verdict, ${handIn.state}`);
  return { handIn, verdict: handIn.verdict, job: selectOptionalJobOf(small.db, id) };
}

describe("rerunning a hand-in", { timeout: 30_000 }, () => {
  it.each([
    ["predicts-first-pixel.py", "result.py"],
    ["predicts-first-pixel.lua", "result.lua"],
  ])("is reproduced when %s makes the final entry, and clean in the audit", async (script, name) => {
    await using small = await makeSmallCourse();
    await small.addEntry(predictionsCsv());
    await workAll(small);
    const { handIn, verdict, job } = await rerunOf(small, script, name);
    expect(verdict.outcome, JSON.stringify(verdict.reasons)).toBe("reproduced");
    expect(verdict.comparison).toMatchObject({ rows: 12, rowsDiffering: 0, scoreExpected: 1, scoreRerun: 1 });
    expect(verdict.audit?.permutedRows.finding).toBe("none");
    expect(handIn.state).toBe("done");
    expect(job).toMatchObject({ state: "done", attempts: 1 });
  });

  it("shows the script the model that was handed in with it", async () => {
    await using small = await makeSmallCourse();
    await small.addEntry(predictionsCsv());
    await workAll(small);
    const right = await rerunOf(small, "adds-model-offset.py", "result.py", { "offset.txt": "0" });
    expect(right.verdict.outcome, JSON.stringify(right.verdict.reasons)).toBe("reproduced");
    const wrong = await rerunOf(small, "adds-model-offset.py", "result.py", { "offset.txt": "1" });
    expect(wrong.verdict.comparison?.rowsDiffering).toBe(12);
  });

  it("is our fault, not a different script, when a stored file was damaged", async () => {
    await using small = await makeSmallCourse();
    const { id, script } = await small.addHandIn("predicts-first-pixel.py");
    rmSync(small.blobs.path(script.sha256));
    writeFileSync(small.blobs.path(script.sha256), "print('something else')");
    await workAll(small, { allowReduced });
    expect(selectHandIn(small.db, id)).toMatchObject({ state: "faulted", verdict: null });
  });

  it("differs when the script makes something else, and names the earlier entry that it makes", async () => {
    await using small = await makeSmallCourse();
    const older = await small.addEntry(
      `Id,Label\n${predictionsCsv()
        .match(/\d{4}/g)
        ?.map((id) => `${id},0`)
        .join("\n")}\n`,
    );
    await small.addEntry(predictionsCsv());
    await workAll(small);
    const { handIn, verdict } = await rerunOf(small, "predicts-zero.py");
    expect(verdict.outcome).toBe("differs");
    expect(verdict.comparison?.rowsDiffering).toBe(10);
    expect(verdict.comparison?.closestEarlierEntry).toMatchObject({ entryId: older.id, rowsDiffering: 0 });
    expect(handIn.state).toBe("done");
  });

  it("compares with the best entry when none was there at the time of handing in", async () => {
    await using small = await makeSmallCourse();
    const { id } = await small.addHandIn("predicts-first-pixel.py");
    expect(selectHandIn(small.db, id).finalEntryId).toBeNull();
    await small.addEntry(predictionsCsv(4));
    const best = await small.addEntry(predictionsCsv());
    await small.addEntry(predictionsCsv(6));
    cancelJobs(small.db, { subjectId: id, now: new Date() });
    await workAll(small, { allowReduced });
    const { finalEntryId, verdict } = selectHandIn(small.db, id);
    expect(finalEntryId).toBe(best.id);
    expect(verdict?.outcome).toBe("reproduced");
  });

  it("belongs to the entry that the team chose after handing in", async () => {
    await using small = await makeSmallCourse();
    const right = await small.addEntry(predictionsCsv());
    const wrong = await small.addEntry(predictionsCsv(4));
    await workAll(small);
    const { handIn } = await rerunOf(small, "predicts-first-pixel.py");
    expect(handIn).toMatchObject({ finalEntryId: right.id, verdict: { outcome: "reproduced" } });
    const choice = { teamId: small.team.id, entryIds: [wrong.id], chosenBy: "user", now: new Date() };
    expect(chooseFinalEntries(small.db, choice)).toMatchObject({ ok: true });
    await workAll(small, { allowReduced });
    expect(selectHandIn(small.db, handIn.id)).toMatchObject({
      ...{ finalEntryId: wrong.id, state: "done" },
      verdict: { outcome: "differs", comparison: { rowsDiffering: 4, closestEarlierEntry: { entryId: right.id } } },
    });
  });

  it("runs every audit that the kit names, and shows nothing that an audit run printed or wrote", async () => {
    const audit = { permutedRows: true, runs: 2, shadow: true, quality: true };
    const kit = { ...smallKit, handIn: { ...smallKit.handIn, audit } };
    await using small = await makeSmallCourse(undefined, kit);
    await small.addEntry(predictionsCsv());
    await workAll(small);
    const shown: string[] = [];
    const { id } = await small.addHandIn("tells-what-it-sees.py");
    const seen = setInterval(() => shown.push(JSON.stringify(selectOptionalJobOf(small.db, id)?.progress ?? {})), 5);
    await workAll(small, { allowReduced });
    clearInterval(seen);
    const { verdict } = selectHandIn(small.db, id);
    if (!verdict) throw new Error("no verdict");
    const findings = Object.fromEntries(
      Object.entries(verdict.audit ?? {}).map(([name, item]) => [name, item?.finding]),
    );
    expect(findings).toEqual({ permutedRows: "none", repeatSpread: "none", inputsRead: "none", shadow: "none" });
    expect(verdict.quality).toMatchObject({ language: "python" });
    // The script prints the number of its folder, which is another one in each run.
    const told = new Set(JSON.stringify({ ...verdict, audit: null }).match(/seen-[0-9a-f]{8}/g));
    expect(told.size).toBe(1);
    expect(new Set(shown.join(" ").match(/seen-[0-9a-f]{8}/g) ?? [...told])).toEqual(told);
    expect(JSON.stringify(verdict.audit)).not.toContain("seen-");
  });

  it("is produced when there is no entry at all", async () => {
    await using small = await makeSmallCourse();
    const { verdict } = await rerunOf(small, "predicts-first-pixel.py");
    expect(verdict.outcome).toBe("produced");
  });

  it("rejects a script that never ends, at its wall limit, with its last line", async () => {
    await using small = await makeSmallCourse();
    const { handIn, verdict, job } = await rerunOf(small, "never-ends.py");
    expect(verdict.outcome).toBe("rejected");
    expect(verdict.run?.limitsHit).toEqual(["wall"]);
    expect(verdict.reasons[0]).toMatchObject({ code: "limit-wall", side: "team" });
    expect(verdict.reasons[0]?.message).toContain("epoch");
    expect(handIn.state).toBe("failed");
    expect(job).toMatchObject({ state: "failed", reason: { class: "limit" }, progress: { step: "plain" } });
    expect(job?.progress?.line).toMatch(/^epoch \d+$/);
  });

  it("shows control characters as signs, in the logs and in the reason", async () => {
    await using small = await makeSmallCourse();
    const { verdict } = await rerunOf(small, "prints-control-characters.py");
    expect(verdict.outcome).toBe("rejected");
    const shown = [verdict.logs.stdout, verdict.logs.stderr, ...verdict.reasons.map((reason) => reason.message)].join(
      "",
    );
    expect(shown).toContain("␛[2J");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
    expect(shown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });

  it("leaves nothing in the scratch folder", async () => {
    await using small = await makeSmallCourse();
    await rerunOf(small, "predicts-first-pixel.py");
    expect(readdirSync(join(small.home, "scratch"))).toEqual([]);
  });
});
