import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Audit } from "@gradmark/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureLimits } from "../conformance/run-fixture.ts";
import { makeExampleData } from "../rerun/example-data.ts";
import { rerun } from "../rerun/rerun.ts";
import type { RerunRequest } from "../rerun/rerun-request.ts";
import { findRuntimes, type Runtimes } from "../runtime/find-runtimes.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

describe.skipIf(noFullSandbox)(
  `audits of real runs${noFullSandbox ? ` (${noFullSandbox})` : ""}`,
  { timeout: 60_000 },
  () => {
    const data = makeExampleData(500);
    const shadow = makeExampleData(500);
    const answers = join(data.root, "answers.txt");
    const digest = join(data.root, "digest.txt");
    let sandbox: Sandbox;
    let runtimes: Runtimes;
    beforeAll(async () => {
      writeFileSync(answers, data.ids.map((id, k) => `${id} ${data.labels[k]}\n`).join(""));
      const images = readFileSync(join(data.dataDir, "test-images.idx"));
      writeFileSync(digest, createHash("sha256").update(images).digest("hex"));
      sandbox = await openSandbox("bwrap");
      runtimes = await findRuntimes();
    });
    afterAll(() => {
      for (const { root } of [data, shadow]) rmSync(root, { recursive: true });
    });

    const audit = async (name: string, more: Partial<RerunRequest> = {}): Promise<Audit> => {
      const script = { path: join(import.meta.dirname, "..", "fixtures", name) };
      const modelFiles = [
        { name: "answers.txt", path: answers },
        { name: "digest.txt", path: digest },
      ];
      const base = {
        script,
        modelFiles,
        dataDir: data.dataDir,
        limits: fixtureLimits,
        audit: { permuted: true, seed: 7 },
      };
      const verdict = await rerun({ ...base, ...more }, { sandbox, runtimes, scratch: data.scratch });
      if (verdict.audit === null) throw new Error(JSON.stringify(verdict.reasons));
      return verdict.audit;
    };

    it.each(["reads-the-images.lua", "reads-the-images.py", "reads-the-images.js"])(
      "finds nothing against the honest %s",
      async (name) => {
        const { permutedRows } = await audit(name);
        expect(permutedRows).toMatchObject({ finding: "none", evidence: { followImage: 500, moved: 0 } });
      },
    );

    it.each([
      ["prints-a-list.py", "the id"],
      ["writes-labels-in-order.lua", "the place in the file"],
      ["corrects-some-by-id.py", "the id"],
    ])("finds that %s follows %s", async (name, key) => {
      const { permutedRows } = await audit(name);
      expect(permutedRows.finding).toBe("suspicious");
      expect(permutedRows.why).toContain(`follow ${key} instead of the image`);
    });

    it("finds a script that works on the known data only", async () => {
      const { permutedRows } = await audit("refuses-other-data.py");
      expect(permutedRows).toMatchObject({ finding: "suspicious", evidence: { failedWith: ["exit-nonzero"] } });
    });

    it("notes randomness without suspicion, and how many rows move between runs", async () => {
      const solution = { bytes: data.solution, metric: "accuracy" };
      const { permutedRows, repeatSpread } = await audit("guesses-some.py", { repeat: 3, solution });
      expect(permutedRows.finding).toBe("note");
      expect(repeatSpread).toMatchObject({ finding: "note", evidence: { runs: 3, failedWith: [] } });
      const { scores, scoreInterval, rowsFlipped, firstFlipped, rowsMoved } = repeatSpread.evidence;
      expect(scores).toHaveLength(3);
      const [low, high] = scoreInterval as [number, number];
      expect(low).toBeLessThan(high);
      expect(rowsFlipped).toBeGreaterThanOrEqual(Math.max(...(rowsMoved as number[])));
      expect(firstFlipped).toHaveLength(20);
      expect(repeatSpread.why).toMatch(/^Up to \d\d+ of 500 predictions differ between 3 runs/);
    });

    it("says that repeated runs of an honest script are equal", async () => {
      const { repeatSpread } = await audit("reads-the-images.py", { repeat: 2 });
      expect(repeatSpread).toMatchObject({ finding: "none", evidence: { rowsMoved: [0] } });
    });

    it("finds an old predictions file that was read, and lets one lie that was not", async () => {
      const old = join(data.root, "old.csv");
      writeFileSync(
        old,
        data.predictions((label, k) => (k < 5 ? (label + 1) % 10 : label)),
      );
      const modelFiles = [{ name: "old.csv", path: old }];
      const copied = await audit("copies-a-file.py", { modelFiles });
      expect(copied.inputsRead).toMatchObject({
        finding: "suspicious",
        why: expect.stringMatching(/^The script read model\/old.csv, .* 500 of its 500 rows/),
        evidence: { predictionsFiles: [{ file: "model/old.csv", rowsEqual: 500, rows: 500 }] },
      });
      const unread = await audit("reads-the-images.py", { modelFiles });
      expect(unread.inputsRead).toMatchObject({ finding: "note", why: "The script read none of its model files." });
    });

    it("finds a script that never read the images, and knows what an honest one read", async () => {
      const { inputsRead } = await audit("prints-a-list.py");
      expect(inputsRead).toMatchObject({ finding: "suspicious", why: "The script never read data/test-images.idx." });
      const honest = await audit("reads-the-images.lua", { modelFiles: [] });
      expect(honest.inputsRead).toMatchObject({
        finding: "none",
        evidence: {
          read: [
            { file: "script/reads-the-images.lua" },
            {
              file: "data/test-images.idx",
              sha256: createHash("sha256")
                .update(readFileSync(join(data.dataDir, "test-images.idx")))
                .digest("hex"),
            },
            { file: "data/test.csv" },
          ],
        },
      });
    });

    it("compares with images that were never given out, and keeps what that run printed to itself", async () => {
      const solution = { bytes: data.solution, metric: "accuracy" };
      const more = { solution, audit: { permuted: false, shadow: { dir: shadow.dataDir, solution: shadow.solution } } };
      const honest = await audit("reads-the-images.py", more);
      expect(honest.shadow).toMatchObject({ finding: "none", evidence: { shadow: { right: 500, rows: 500 } } });
      const dishonest = await audit("refuses-other-data.py", more);
      expect(dishonest.shadow.finding).toBe("suspicious");
      expect(JSON.stringify(dishonest)).not.toContain("other data");
    });

    it("suspects by the shadow set alone a script that knows the given images by their bytes", async () => {
      const memory = join(data.root, "memory.txt");
      const pixels = readFileSync(join(data.dataDir, "test-images.idx")).subarray(16);
      const known = data.labels.map((label, k) => {
        const image = pixels.subarray(784 * k, 784 * (k + 1));
        return `${createHash("sha256").update(image).digest("hex")} ${label}\n`;
      });
      writeFileSync(memory, known.join(""));
      const found = await audit("remembers-the-images.py", {
        modelFiles: [{ name: "memory.txt", path: memory }],
        solution: { bytes: data.solution, metric: "accuracy" },
        audit: { permuted: true, seed: 7, shadow: { dir: shadow.dataDir, solution: shadow.solution } },
      });
      expect(found.permutedRows.finding).toBe("none");
      expect(found.shadow).toMatchObject({ finding: "suspicious", evidence: { given: { right: 500, rows: 500 } } });
    });
  },
);
