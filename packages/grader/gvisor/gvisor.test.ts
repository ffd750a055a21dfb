import { existsSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectUnchanged } from "../conformance/after-each.ts";
import { collectionSuite } from "../conformance/collection-suite.ts";
import { endingsSuite } from "../conformance/endings-suite.ts";
import { fairnessSuite } from "../conformance/fairness-suite.ts";
import { isolationSuite } from "../conformance/isolation-suite.ts";
import { limitsSuite, outputSuite } from "../conformance/limits-suite.ts";
import { FixtureRunner } from "../conformance/run-fixture.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";

const why = whyNot();
const pool = { first: 61056, size: 4 };

/** Answered by gVisor's own kernel and seen by nobody else. */
const emulated = {
  "looks-at-the-first-process.py": "no filter of the host's is seen from inside",
  "uses-the-network.py": "['family 16']",
  "reads-secrets.py":
    "['/sys/block', '/sys/bus', '/sys/class', '/sys/dev', '/sys/devices', '/sys/firmware', '/sys/fs', '/sys/kernel', '/sys/module', '/sys/power']",
  "writes-where-it-must-not.py": "['/dev']",
  "tries-to-escape.py": "['unshare user', 'unshare net', 'syslog', 'setgroups']",
};

function whyNot(): string {
  if (process.env.GRADMARK_FULL !== "1") return " (in test:full)";
  if (process.geteuid?.() !== 0) return " (needs root)";
  return existsSync("/usr/bin/runsc") ? "" : " (needs runsc)";
}

describe.skipIf(why !== "")(`the gVisor sandbox${why}`, { timeout: 60_000 }, () => {
  let programs: FixtureRunner;
  beforeAll(async () => {
    programs = new FixtureRunner(await openSandbox("gvisor", { pool }));
  });
  afterAll(() => programs.close());
  afterEach(() => expectUnchanged(programs, pool));

  it("has what untrusted code needs, and says what it lacks", async () => {
    const probe = await programs.sandbox.probe();
    expect(probe).toMatchObject({ available: true, reduced: false, why: null });
    expect(probe.capabilities.filter((c) => !c.present).map((c) => c.name)).toEqual(["process-limit"]);
  });

  describe("limits", () => limitsSuite(() => programs, { limitsProcesses: false }));
  describe("output", () => outputSuite(() => programs));
  describe("collection", () => collectionSuite(() => programs, { hasOwnKernel: true }));
  describe("endings", () => endingsSuite(() => programs));
  describe("isolation", () => isolationSuite(() => programs, emulated));
  describe("fairness", () => fairnessSuite(() => programs));
});
