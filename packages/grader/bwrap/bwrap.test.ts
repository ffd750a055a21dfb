import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectUnchanged } from "../conformance/after-each.ts";
import { collectionSuite } from "../conformance/collection-suite.ts";
import { endingsSuite } from "../conformance/endings-suite.ts";
import { fairnessSuite } from "../conformance/fairness-suite.ts";
import { isolationSuite } from "../conformance/isolation-suite.ts";
import { limitsSuite, outputSuite } from "../conformance/limits-suite.ts";
import { FixtureRunner } from "../conformance/run-fixture.ts";
import { noFullSandbox } from "../sandbox/has-bwrap.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";

const pool = { first: 61040, size: 4 };

describe.skipIf(noFullSandbox)(
  `the bubblewrap sandbox${noFullSandbox ? ` (${noFullSandbox})` : ""}`,
  { timeout: 60_000 },
  () => {
    let programs: FixtureRunner;
    beforeAll(async () => {
      programs = new FixtureRunner(await openSandbox("bwrap", { pool }));
    });
    afterAll(() => programs.close());
    afterEach(() => expectUnchanged(programs, pool));

    it("has every capability here", async () => {
      const probe = await programs.sandbox.probe();
      expect(probe.capabilities.filter((c) => !c.present)).toEqual([]);
      expect(probe).toMatchObject({ available: true, reduced: false, why: null });
    });

    describe("limits", () => limitsSuite(() => programs, { limitsProcesses: true }));
    describe("output", () => outputSuite(() => programs));
    describe("collection", () => collectionSuite(() => programs, { hasOwnKernel: false }));
    describe("endings", () => endingsSuite(() => programs));
    describe("isolation", () => isolationSuite(() => programs, {}));
    describe.skipIf(process.env.GRADMARK_FULL !== "1")("fairness (in test:full)", () => fairnessSuite(() => programs));
  },
);
