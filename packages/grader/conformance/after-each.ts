import { expect } from "vitest";
import { hostTraces } from "./host-traces.ts";
import type { FixtureRunner } from "./run-fixture.ts";

/** Whatever ran: nothing of it is left on the host, and the next honest program gets its usual result. */
export async function expectUnchanged(programs: FixtureRunner, pool: { first: number; size: number }): Promise<void> {
  expect(hostTraces(pool)).toEqual([]);
  const { result, stdout, stderr } = await programs.run("writes-its-predictions.py");
  expect({ stdout, stderr, exitCode: result.exitCode, limitsHit: result.limitsHit }).toEqual({
    ...{ stdout: "", stderr: "", exitCode: 0, limitsHit: [] },
  });
  expect(result.collected.state === "file" && Buffer.from(result.collected.bytes).toString()).toBe("Id,Label\n0,7\n");
  expect(hostTraces(pool)).toEqual([]);
}
