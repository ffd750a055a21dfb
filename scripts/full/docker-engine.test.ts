import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { docker } from "./docker-engine.ts";

const isRoot = process.getuid?.() === 0;
const isFull = process.env.GRADMARK_FULL === "1";

describe("the engine of the full tests", () => {
  it("is none for an ordinary user where none runs, and says so", async () => {
    const host = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = "unix:///nowhere/docker.sock";
    const engine = await docker(false);
    if (host === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = host;
    expect(engine.host).toBeNull();
    expect(engine.says).toMatch(/none/);
  });

  it.skipIf(!isRoot || !isFull || !existsSync("/usr/sbin/dockerd"))(
    "is started by hand where none answers, and leaves no mount and no folder (in test:full)",
    { timeout: 120_000 },
    async () => {
      const host = process.env.DOCKER_HOST;
      process.env.DOCKER_HOST = "unix:///nowhere/docker.sock";
      const before = folders();
      const engine = await docker(true);
      expect(engine.says).toMatch(/^(started by hand|cannot be started here: \S)/);
      await engine.stop();
      if (host === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = host;
      const left = folders().filter((name) => !before.includes(name));
      expect(left).toEqual([]);
      expect(
        readFileSync("/proc/self/mountinfo", "utf8")
          .split("\n")
          .filter((line) => left.some((name) => line.includes(name))),
      ).toEqual([]);
    },
  );
});

function folders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("gradmark-docker-"));
}
