import { expect, it } from "vitest";
import type { FixtureRunner } from "./run-fixture.ts";

/** Only an ordinary file of bounded size is brought back, whatever lies at its path. */
export function collectionSuite(programs: () => FixtureRunner, sandbox: { hasOwnKernel: boolean }): void {
  it.each([
    ["links-predictions.py", "a symbolic link"],
    ["hard-links-predictions.py", "a file with several names"],
    ["pipe-as-predictions.py", "a pipe"],
    ["folder-as-predictions.py", "a folder"],
    ["socket-as-predictions.py", "a socket or device"],
  ])("does not take what %s leaves", async (name, kind) => {
    const { result } = await programs().run(name);
    expect(result.exitCode).toBe(0);
    // Pipes and sockets of another kernel do not reach the host's folder.
    if (sandbox.hasOwnKernel && /pipe|socket/.test(kind)) expect(result.collected).toEqual({ state: "none" });
    else expect(result.collected).toEqual({ state: "not-a-file", kind });
  });

  it("refuses a large sparse file by its size, without reading it", async () => {
    const { result } = await programs().run("huge-sparse-predictions.py");
    expect(result.collected).toEqual({ state: "too-large", bytes: 12 * 2 ** 20 });
  });

  it("takes a file that its program has closed to everybody, and the folder with it", async () => {
    const { result } = await programs().run("unreadable-predictions.py");
    const { collected } = result;
    expect(collected.state === "file" ? Buffer.from(collected.bytes).toString() : collected).toBe("Id,Label\n");
  });

  it("ends a race at the output path in the file itself or in a refusal", async () => {
    for (let round = 0; round < 3; round++) {
      const { result } = await programs().run("swaps-predictions.py");
      const { collected } = result;
      if (collected.state === "file") expect(Buffer.from(collected.bytes).toString()).toBe("Id,Label\n");
      else expect(collected.state).toBe("not-a-file");
    }
  });

  it.each(["exits-with-3.lua", "device-as-predictions.py"])(
    "has nothing to bring when nothing could be written: %s",
    async (name) => {
      expect((await programs().run(name)).result.collected).toEqual({ state: "none" });
    },
  );
}
