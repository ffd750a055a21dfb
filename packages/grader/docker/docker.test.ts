import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { processUids } from "../box/lease.ts";
import { expectUnchanged } from "../conformance/after-each.ts";
import { collectionSuite } from "../conformance/collection-suite.ts";
import { endingsSuite } from "../conformance/endings-suite.ts";
import { fairnessSuite } from "../conformance/fairness-suite.ts";
import { isolationSuite } from "../conformance/isolation-suite.ts";
import { limitsSuite, outputSuite } from "../conformance/limits-suite.ts";
import { FixtureRunner } from "../conformance/run-fixture.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import { dockerPath } from "./docker-client.ts";

const host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock";
const why = whyNot();
const pool = { first: 61030, size: 4 };

/** The engine's file says `box`, and the folder is empty. */
const ownFiles = { "reads-secrets.py": "['/etc/hostname', '/sys/fs']" };

function whyNot(): string {
  if (process.env.GRADMARK_FULL !== "1") return " (in test:full)";
  if (process.geteuid?.() !== 0) return " (needs root)";
  try {
    execFileSync(dockerPath, ["--host", host, "version"], { stdio: "ignore", timeout: 20_000 });
    return "";
  } catch {
    return ` (needs a Docker Engine at ${host})`;
  }
}

/** What an engine has left of ours. */
function containers(): string[] {
  const args = ["--host", host, "ps", "--all", "--filter", "label=gradmark.launcher", "--format", "{{.Names}}"];
  return execFileSync(dockerPath, args, { encoding: "utf8" })
    .split("\n")
    .filter((name) => /6105[2-5]$/.test(name));
}

describe.skipIf(why !== "")(`the Docker sandbox${why}`, { timeout: 60_000 }, () => {
  let programs: FixtureRunner;
  beforeAll(async () => {
    programs = new FixtureRunner(await openSandbox("docker", { pool, docker: { host } }));
  });
  afterAll(() => programs.close());
  afterEach(async () => {
    await expectUnchanged(programs, pool);
    expect(containers()).toEqual([]);
  });

  it("has every capability here", async () => {
    const probe = await programs.sandbox.probe();
    expect(probe.capabilities.filter((c) => !c.present)).toEqual([]);
    expect(probe).toMatchObject({ available: true, reduced: false, why: null });
  });

  it("is cleared away by the next launcher when its own was killed", async () => {
    const launcher = join(import.meta.dirname, "..", "fixtures", "launchers", "runs-one-program.ts");
    const args = [launcher, "ignores-sigterm.py", String(pool.first), "docker"];
    const child = spawn(process.execPath, args, { stdio: "ignore", env: { ...process.env, DOCKER_HOST: host } });
    // The second container is the program's, the first one the probe's.
    const isRunning = (): boolean =>
      processUids().some(({ uid, name }) => uid === pool.first && name.startsWith("python"));
    const end = performance.now() + 40_000;
    while (!isRunning() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isRunning()).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(containers()).not.toEqual([]);
    await programs.sandbox.reap();
  });

  describe("limits", () => limitsSuite(() => programs, { limitsProcesses: true }));
  describe("output", () => outputSuite(() => programs));
  describe("collection", () => collectionSuite(() => programs, { hasOwnKernel: false }));
  describe("endings", () => endingsSuite(() => programs));
  describe("isolation", () => isolationSuite(() => programs, ownFiles));
  describe("fairness", () => fairnessSuite(() => programs));
});
