import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findRuntimes, type Runtimes } from "../../runtime/find-runtimes.ts";
import { noFullSandbox } from "../../sandbox/has-bwrap.ts";
import { openSandbox } from "../../sandbox/open-sandbox.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { MetricScriptError } from "./metric-script-error.ts";
import { scoreByScript } from "./score-by-script.ts";

const predictions = Buffer.from("Id,Label\n4,0\n3,9\n2,3.0\n1,7\n");
const solution = Buffer.from("Id,Label,Usage\n1,7,Public\n2,3,Private\n3,1,Private\n4,5,Ignored\n");
/** Reads both files line by line: they have the same rows in the same order. */
const shareRight = `
import os, json
read = lambda name: [line.strip().split(",") for line in open(os.environ[name])][1:]
p, s = read("GRADMARK_PREDICTIONS"), read("GRADMARK_SOLUTION")
assert [row[0] for row in p] == [row[0] for row in s]
print(json.dumps({"score": sum(a[1] == b[1] for a, b in zip(p, s)) / len(s), "interval": [0, 1]}))
`;
const limits = {
  wallMs: 4000,
  cpuMs: 1000,
  memoryBytes: 128 * 2 ** 20,
  processes: 16,
  outputBytes: 200_000,
  diskBytes: 2 ** 20,
};

describe.skipIf(noFullSandbox)(
  `a host's metric script${noFullSandbox ? ` (${noFullSandbox})` : ""}`,
  { timeout: 60_000 },
  () => {
    const scratch = mkdtempSync(join(tmpdir(), "gradmark-metric-"));
    let sandbox: Sandbox;
    let runtimes: Runtimes;
    beforeAll(async () => {
      await chmod(scratch, 0o711);
      sandbox = await openSandbox("bwrap");
      runtimes = await findRuntimes();
    });
    afterAll(() => rmSync(scratch, { recursive: true }));

    const score = (source: string, name = "metric.py") =>
      scoreByScript(
        { predictions, solution, script: { name, bytes: Buffer.from(source), direction: "max" } },
        { sandbox, runtimes, scratch, limits },
      );

    it("scores all rows, the public and the private ones, and never sees ignored ones", async () => {
      expect(await score(shareRight)).toMatchObject({
        ok: true,
        value: {
          ...{ metric: "metric.py", direction: "max", rows: 3, score: 2 / 3, interval: [0, 1] },
          public: { score: 1, rows: 1 },
          private: { score: 0.5, rows: 2 },
        },
      });
      expect(readdirSync(scratch)).toEqual([]);
    });

    it("may be JavaScript or Lua", async () => {
      const lua = `local n = 0; for _ in io.lines(os.getenv("GRADMARK_SOLUTION")) do n = n + 1 end; print('{"score":' .. n - 1 .. '}')`;
      expect(await score(lua, "metric.lua")).toMatchObject({ value: { score: 3, public: { score: 1 } } });
      const js = `const fs = require("node:fs"); console.log(JSON.stringify({ score: fs.readFileSync(process.env.GRADMARK_PREDICTIONS, "utf8").split("\\n").length - 2 }))`;
      const more = { memoryBytes: 1024 * 2 ** 20, processes: 64, wallMs: 20_000, cpuMs: 20_000 };
      const script = { name: "metric.cjs", bytes: Buffer.from(js), direction: "min" as const };
      const tools = { sandbox, runtimes, scratch, limits: { ...limits, ...more } };
      expect(await scoreByScript({ predictions, solution, script }, tools)).toMatchObject({
        value: { score: 3, direction: "min" },
      });
    });

    it("is as short as the guide's, which runs as it stands there", async () => {
      const guide = readFileSync(join(import.meta.dirname, "../../../../docs/kits.md"), "utf8");
      const [, source = ""] = /```python\n([^`]*GRADMARK_SOLUTION[^`]*)```/.exec(guide) ?? [];
      expect(await score(source)).toMatchObject({
        value: { score: 5 / 3, public: { score: 0 }, private: { score: 2.5 } },
      });
    });

    it("may say to the team why its file has no score", async () => {
      const said = `print('{"problem": "Every row is 0. Predict something."}')`;
      expect(await score(said)).toEqual({
        ok: false,
        problems: [{ code: "metric-undefined", message: "Every row is 0. Predict something." }],
      });
    });

    it.each([
      ["prints rubbish", "print('0.97')\nprint('well done')", "must print one JSON document"],
      ["prints nothing", "pass", "must print one JSON document"],
      ["prints a number alone", "print(0.97)", "must print one JSON document"],
      ["prints NaN", "print('{\"score\": NaN}')", "must print one JSON document"],
      ["prints infinity", "print('{\"score\": 1e999}')", "must print one JSON document"],
      ["prints a score as text", 'print(\'{"score": "0.97"}\')', "must print one JSON document"],
      ["prints control characters", "print('\\x1b[31m')", 'it printed "␛[31m"'],
      ["prints without end", "while True: print('x' * 1000)", "printed more than it may"],
      ["prints more than is kept", "print(' ' * 100000 + '{\"score\": 1}')", "printed 100013 bytes"],
      ["never ends", "import time\ntime.sleep(100)", "ran longer than it may"],
      ["computes without end", "while True: pass", "used more processor time than it may"],
      ["takes all memory", "x = bytearray(2**30)\nprint(len(x))", "memory"],
      ["fails", "raise SystemExit('no column y')", "ended with exit code 1. Its last line: no column y"],
      ["kills itself", "import os\nos.kill(os.getpid(), 9)", "ended by signal SIGKILL"],
    ])("that %s is the host's to mend, in one sentence", async (_, source, message) => {
      const failure = await score(source).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(MetricScriptError);
      expect(String(failure)).toContain(message);
      expect(readdirSync(scratch)).toEqual([]);
    });

    it("reaches no network and cannot change its files", async () => {
      const tries = `
import json, os, socket
done = []
try: socket.create_connection(("127.0.0.1", 80), 1); done.append("network")
except OSError: pass
try: open(os.environ["GRADMARK_SOLUTION"], "a"); done.append("solution")
except OSError: pass
print(json.dumps({"score": len(done)}))`;
      expect(await score(tries)).toMatchObject({ value: { score: 0 } });
    });

    it("in an unknown language, or one that is not installed, is refused before anything runs", async () => {
      await expect(score("1", "metric.rb")).rejects.toThrow("must end in .py, .lua, .js or .ts");
    });
  },
);
