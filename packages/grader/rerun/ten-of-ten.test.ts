import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fixtureLimits } from "../conformance/run-fixture.ts";
import { findRuntimes } from "../runtime/find-runtimes.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import { makeExampleData } from "./example-data.ts";
import { rerun } from "./rerun.ts";

describe.skipIf(noFullSandbox || process.env.GRADMARK_FULL !== "1")("honest scripts (in test:full)", () => {
  const data = makeExampleData(1000);
  afterAll(() => rmSync(data.root, { recursive: true }));

  it.each(["reads-the-images.lua", "reads-the-images.py", "reads-the-images.js"])(
    "%s reproduces its entry ten times of ten, two runs at once",
    { timeout: 120_000 },
    async (name) => {
      const tools = { sandbox: await openSandbox("bwrap"), runtimes: await findRuntimes(), scratch: data.scratch };
      const request = {
        script: { path: join(import.meta.dirname, "..", "fixtures", name) },
        modelFiles: [],
        dataDir: data.dataDir,
        limits: fixtureLimits,
        expectedEntry: data.predictions(),
      };
      for (let pair = 0; pair < 5; pair++) {
        const verdicts = await Promise.all([rerun(request, tools), rerun(request, tools)]);
        expect(verdicts.map((verdict) => verdict.outcome)).toEqual(["reproduced", "reproduced"]);
      }
    },
  );
});
