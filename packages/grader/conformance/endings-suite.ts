import { expect, it } from "vitest";
import type { FixtureRunner } from "./run-fixture.ts";

/** How a program ends is reported as it was, and ends everything that it started. */
export function endingsSuite(programs: () => FixtureRunner): void {
  it("reports an exit code and the error output", async () => {
    const { result, stderr } = await programs().run("exits-with-3.lua");
    expect(result).toMatchObject({ exitCode: 3, signal: null, limitsHit: [] });
    expect(stderr).toBe("no model\n");
  });

  it("reports death by a signal", async () => {
    expect((await programs().run("kills-itself.py")).result).toMatchObject({ exitCode: 139, signal: "SIGSEGV" });
  });

  it("ends with its main process, though a daemon holds the pipes open", async () => {
    const { result, stdout } = await programs().run("leaves-a-daemon.py");
    expect(result).toMatchObject({ exitCode: 0, limitsHit: [] });
    expect(result.wallMs).toBeLessThan(3000);
    expect(stdout).toBe("done\n");
    expect(result.collected.state).toBe("file");
  });

  it("does not mistake a program that talks like the sandbox for a failure of the sandbox", async () => {
    expect((await programs().run("pretends-to-be-bwrap.py")).result.exitCode).toBe(1);
  });

  it("believes no exit code but the one that the program ended with", async () => {
    expect((await programs().run("writes-a-false-status.py")).result).toMatchObject({ exitCode: 3, limitsHit: [] });
  });

  it("does not take a program's word that it was killed for its memory", async () => {
    const { result } = await programs().run("exits-as-if-killed.py");
    expect(result).toMatchObject({ exitCode: 137, limitsHit: [], oomKills: 0 });
  });

  it("survives a program that kills everything it can see", async () => {
    const { result } = await programs().run("kills-everything.py");
    expect(result.limitsHit).toEqual([]);
  });

  it("is cancelled by a signal, as a failure of our side", async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    await expect(programs().run("sleeps-forever.py", {}, cancel.signal)).rejects.toMatchObject({
      code: "host-interrupted",
    });
  });

  it("refuses to start when it was cancelled before", async () => {
    await expect(programs().run("sleeps-forever.py", {}, AbortSignal.abort())).rejects.toMatchObject({
      code: "host-interrupted",
    });
  });

  it("runs an honest program as before after all of this", async () => {
    expect((await programs().run("leaves-a-daemon.py")).result.exitCode).toBe(0);
  });
}
