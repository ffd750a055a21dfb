import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type RunLimits, rerunVerdict } from "@gradmark/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRuntimes, type Runtimes } from "../runtime/find-runtimes.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { makeExampleData } from "./example-data.ts";
import { rerun } from "./rerun.ts";
import type { RerunRequest } from "./rerun-request.ts";

const fixture = (name: string): string => join(import.meta.dirname, "..", "fixtures", name);
const limits: RunLimits = {
  wallMs: 20_000,
  cpuMs: 20_000,
  memoryBytes: 512 * 2 ** 20,
  processes: 64,
  outputBytes: 2 ** 20,
  diskBytes: 16 * 2 ** 20,
};

describe.skipIf(noFullSandbox)(
  `rerun under bubblewrap${noFullSandbox ? ` (${noFullSandbox})` : ""}`,
  { timeout: 60_000 },
  () => {
    const data = makeExampleData();
    let sandbox: Sandbox;
    let runtimes: Runtimes;
    beforeAll(async () => {
      sandbox = await openSandbox("bwrap");
      runtimes = await findRuntimes();
    });
    afterAll(() => rmSync(data.root, { recursive: true }));

    const go = (script: RerunRequest["script"], more: Partial<RerunRequest> = {}) =>
      rerun(
        { script, modelFiles: [], dataDir: data.dataDir, limits, expectedEntry: data.predictions(), ...more },
        { sandbox, runtimes, scratch: data.scratch },
      );
    const python = (source: string): { name: string; bytes: Uint8Array } => ({
      name: "result.py",
      bytes: Buffer.from(source),
    });

    it.each(["reads-the-images.lua", "reads-the-images.py", "reads-the-images.js", "reads-the-images.ts"])(
      "finds that %s reproduces its entry",
      async (name) => {
        const verdict = await go({ path: fixture(name) }, { solution: { bytes: data.solution, metric: "accuracy" } });
        expect(rerunVerdict.parse(verdict)).toEqual(verdict);
        expect(verdict.reasons).toEqual([
          { code: "same-predictions", side: "team", message: "All 200 predictions equal your final entry." },
        ]);
        expect(verdict.outcome).toBe("reproduced");
        expect(verdict.comparison).toMatchObject({ rows: 200, rowsDiffering: 0, scoreExpected: 1, scoreRerun: 1 });
        expect(readdirSync(data.scratch)).toEqual([]);
      },
    );

    it("starts a script as its kit says: options before it, arguments behind it, and no other program", async () => {
      const script = python("import sys\nprint(sys.flags.optimize, sys.argv)\nassert False\n");
      const scriptCommands = { "result.py": ["/bin/sh", "-O", "{script}", "--test", "$HOME"] };
      const { logs, run } = await go(script, { scriptCommands });
      expect(logs).toEqual({ stdout: "1 ['/script/result.py', '--test', '$HOME']\n", stderr: "" });
      expect(run?.exitCode).toBe(0);
    });

    it("says how many rows differ, and which", async () => {
      const expectedEntry = data.predictions((label, k) => (k < 3 ? (label + 1) % 10 : label));
      const verdict = await go({ path: fixture("reads-the-images.py") }, { expectedEntry });
      expect(verdict.outcome).toBe("differs");
      expect(verdict.comparison?.firstDifferences.map((d) => d.id)).toEqual(data.ids.slice(0, 3));
      expect(verdict.reasons[0]?.message).toMatch(/^3 of 200 predictions differ from your final entry\./);
    });

    it("accepts a few differing rows within the tolerance, unless the score moves too far", async () => {
      const expectedEntry = data.predictions((label, k) => (k < 3 ? (label + 1) % 10 : label));
      const solution = { bytes: data.solution, metric: "accuracy" };
      const script = { path: fixture("reads-the-images.lua") };
      const within = await go(script, { expectedEntry, solution, tolerance: { rows: 3, score: 0.02 } });
      expect(within.outcome).toBe("within-tolerance");
      const beyond = await go(script, { expectedEntry, solution, tolerance: { rows: 3, score: 0.001 } });
      expect(beyond.outcome).toBe("differs");
    });

    it("names the earlier entry that the script makes", async () => {
      const expectedEntry = data.predictions((label) => (label + 1) % 10);
      const earlierEntries = [{ entryId: "e1", uploadedAt: "2026-11-12T13:03:00Z", bytes: data.predictions() }];
      const verdict = await go(
        { path: fixture("reads-the-images.py") },
        { expectedEntry, earlierEntries, timeZone: "Europe/Berlin" },
      );
      expect(verdict.reasons[0]).toMatchObject({
        code: "older-entry",
        message:
          "200 of 200 predictions differ from your final entry. Your entry of 12 Nov, 14:03, differs in 0: did you select the wrong one?",
      });
    });

    it("rejects a script that never ends, with the last line it printed", async () => {
      const endless = python("import time\nprint('epoch 3')\nwhile True: time.sleep(1)");
      const verdict = await go(endless, { limits: { ...limits, wallMs: 1500 } });
      expect(verdict.outcome).toBe("rejected");
      expect(verdict.reasons).toEqual([
        {
          code: "limit-wall",
          side: "team",
          message:
            'Your script was stopped after 1.5 s; it had written nothing. Last line printed: "epoch 3". A result script should load the trained model, not train it.',
        },
      ]);
    });

    it("rejects a bad predictions file row by row", async () => {
      const verdict = await go(python("open('predictions.csv','w').write('Id,Label\\n1,2\\n')"));
      expect(verdict.outcome).toBe("rejected");
      expect(verdict.reasons[0]?.message).toContain('predictions.csv, row 2: id "1" is not in the test data');
    });

    it("shows control characters of what a script prints", async () => {
      const verdict = await go(python("print('\\x1b[2J\\u202egood')"));
      expect(verdict.logs.stdout).toBe("␛[2J<U+202E>good\n");
      expect(verdict.reasons[0]?.code).toBe("no-predictions");
    });

    it("shows helpers beside the script and model files in the model folder", async () => {
      const source = `
import os, labels
with open(os.environ["GRADMARK_MODEL"] + "/w.txt") as f: print(f.read())
labels.write()`;
      const helper = { name: "labels.py", bytes: readFileSync(fixture("reads-the-images.py")) };
      const wrapped = Buffer.concat([
        Buffer.from("def write():\n"),
        Buffer.from(helper.bytes.toString("utf8").replace(/^/gm, "  ")),
      ]);
      const model = { name: "w.txt", path: join(data.dataDir, "test.csv") };
      const verdict = await go(python(source), {
        helpers: [{ name: "labels.py", bytes: wrapped }],
        modelFiles: [model],
      });
      expect(verdict.outcome).toBe("reproduced");
      expect(verdict.logs.stdout).toContain("Id");
    });

    it("is faulted, not rejected, when our data are missing", async () => {
      const verdict = await go({ path: fixture("reads-the-images.py") }, { dataDir: join(data.root, "nowhere") });
      expect(verdict.outcome).toBe("faulted");
      expect(verdict.reasons[0]).toMatchObject({ code: "host-data-missing", side: "host" });
    });
  },
);
