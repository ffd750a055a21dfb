import { expect, it } from "vitest";
import type { FixtureRunner } from "./run-fixture.ts";

/**
 * One run does not slow another beyond its share. Bounds are wide, because the machine may be busy with other work; a
 * run that competed with each process of the storm for itself would take thirty times as long.
 */
export function fairnessSuite(programs: () => FixtureRunner): void {
  it("leaves an honest program its share beside a fork storm", { timeout: 120_000 }, async () => {
    const limits = { wallMs: 60_000, cpuMs: 60_000 };
    const alone = (await programs().run("counts-to-many.py", limits)).result;
    const stop = new AbortController();
    const storm = programs()
      .run("forks-without-end.py", limits, stop.signal)
      .catch((error: Error) => error);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const beside = (await programs().run("counts-to-many.py", limits)).result;
    stop.abort();
    await storm;
    expect(beside).toMatchObject({ exitCode: 0, limitsHit: [] });
    expect(beside.wallMs).toBeLessThan(4 * alone.wallMs + 2000);
    // Nothing of the storm is on its account.
    expect(beside.cpuMs ?? 0).toBeLessThan(3 * (alone.cpuMs ?? 0) + 200);
  });
}
