import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selectEntry, selectLedger, selectOptionalJobOf, selectTries } from "@gradmark/db";
import { describe, expect, it } from "vitest";
import { makeSmallCourse, predictionsCsv } from "../fixtures/small-course.ts";
import { smallKit } from "../fixtures/small-kit.ts";
import { workAll } from "../fixtures/work-all.ts";

const good = predictionsCsv();
const text = new TextEncoder();

describe("scoring an entry", { timeout: 30_000 }, () => {
  it("records the public and the private score of a good file", async () => {
    await using small = await makeSmallCourse();
    const right = await small.addEntry(good);
    const halfRight = await small.addEntry(predictionsCsv(3));
    await workAll(small);
    expect(selectEntry(small.db, right.id)).toMatchObject({
      state: "done",
      publicScore: { score: 1, rows: 6 },
      privateScore: { score: 1, rows: 6 },
    });
    // Rows 0, 1 and 2 are wrong: two of the six public ones, one of the six private ones.
    expect(selectEntry(small.db, halfRight.id).publicScore?.score).toBeCloseTo(4 / 6, 12);
    expect(selectEntry(small.db, halfRight.id).privateScore?.score).toBeCloseTo(5 / 6, 12);
  });

  const badFiles: [name: string, csv: string | Uint8Array, code: string][] = [
    ["a wrong header", good.replace("Label", "label"), "wrong-header"],
    ["a missing id", good.replace(/\n1003,.*/, ""), "missing-id"],
    ["a doubled id", `${good}1003,1\n`, "duplicate-id"],
    ["an unknown id", good.replace("1003", "9999"), "unknown-id"],
    ["text for a number", good.replace(/1003,.*/, "1003,seven"), "not-a-number"],
    ["UTF-16", Buffer.from(`\ufeff${good}`, "utf16le"), "utf-16"],
    ["NUL bytes", text.encode(good.replace("1003", "10\u000003")), "nul-byte"],
    ["nothing in it", "Id,Label\n", "missing-id"],
    ["far too many rows", `Id,Label\n${Array.from({ length: 3000 }, (_, k) => `x${k},1`).join("\n")}`, "unknown-id"],
  ];
  it.each(badFiles)("fails a file with %s, says why, and gives the try back", async (_, csv, code) => {
    await using small = await makeSmallCourse();
    const { id } = await small.addEntry(csv);
    await workAll(small);
    const entry = selectEntry(small.db, id);
    expect(entry.state).toBe("failed");
    expect(entry.problems.map((problem) => problem.code)).toContain(code);
    expect(entry.publicScore).toBeNull();
    expect(selectTries(small.db, { course: small.course, teamId: small.team.id, now: new Date() }).used).toBe(0);
  });

  const damages = ["", "Id,Label,Usage\n", "Id,Label,Usage\n1000", "Id,Label\n1000,1\n"];
  it.each(damages)("is our fault when the labels are damaged (%j): three attempts, then faulted", async (solution) => {
    await using small = await makeSmallCourse();
    writeFileSync(join(small.home, "courses/small/private/solution.csv"), solution);
    const { id } = await small.addEntry(good);
    await workAll(small);
    expect(selectEntry(small.db, id)).toMatchObject({ state: "faulted", problems: [] });
    expect(selectOptionalJobOf(small.db, id)).toMatchObject({ attempts: 3, reason: { class: "host" } });
    const kinds = selectLedger(small.db, { courseId: small.course.id }).map((line) => line.kind);
    expect(kinds.filter((kind) => kind === "try-returned")).toHaveLength(1);
  });

  describe.skipIf(process.geteuid?.() !== 0 || !existsSync("/usr/bin/bwrap"))("by the host's metric script", () => {
    const withScript = async (source: string) => {
      const small = await makeSmallCourse(tmpdir(), {
        ...smallKit,
        competition: { ...smallKit.competition, metric: { script: "metric.py", direction: "min" } },
      });
      mkdirSync(join(small.home, "courses/small/kit"));
      writeFileSync(join(small.home, "courses/small/kit/metric.py"), source);
      return small;
    };

    it("records what it prints for the public and the private rows", async () => {
      const source = `import os
read = lambda name: [line.strip().split(",") for line in open(os.environ[name])][1:]
wrong = sum(p != s for p, s in zip(read("GRADMARK_PREDICTIONS"), read("GRADMARK_SOLUTION")))
print('{"score": %d}' % wrong)`;
      await using small = await withScript(source);
      const { id } = await small.addEntry(predictionsCsv(3));
      await workAll(small);
      expect(selectEntry(small.db, id)).toMatchObject({
        state: "done",
        publicScore: { score: 2, rows: 6, interval: null },
        privateScore: { score: 1, rows: 6 },
      });
    });

    it("fails a file that the script refuses, with the script's own sentence", async () => {
      await using small = await withScript(`print('{"problem": "Nobody predicts only noughts."}')`);
      const { id } = await small.addEntry(good);
      await workAll(small);
      expect(selectEntry(small.db, id)).toMatchObject({
        state: "failed",
        problems: [{ code: "metric-undefined", message: "Nobody predicts only noughts." }],
      });
    });

    it("is our fault when the script prints rubbish: the try is given back", async () => {
      await using small = await withScript("print('rubbish')");
      const { id } = await small.addEntry(good);
      await workAll(small);
      expect(selectEntry(small.db, id)).toMatchObject({ state: "faulted", problems: [] });
      expect(selectOptionalJobOf(small.db, id)).toMatchObject({ attempts: 3, reason: { class: "host" } });
    });
  });
});
