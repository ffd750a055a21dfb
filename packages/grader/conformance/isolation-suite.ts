import { createServer } from "node:net";
import { expect, it } from "vitest";
import { z } from "zod";
import type { FixtureRunner } from "./run-fixture.ts";

const surroundings = z.object({
  environment: z.record(z.string(), z.string()),
  environments: z.array(z.union([z.string(), z.number()])),
  descriptors: z.array(z.number()),
  initDescriptors: z.array(z.string()),
  processes: z.number(),
  user: z.string(),
  etc: z.array(z.string()),
  root: z.array(z.string()),
});

const firstProcess = z.object({
  ...{ Uid: z.string(), own: z.string(), CapEff: z.string(), CapPrm: z.string(), CapInh: z.string() },
  ...{ Seccomp: z.string(), NoNewPrivs: z.string(), handles: z.array(z.string()) },
});

/**
 * A program sees and reaches nothing but what it was given.
 * @param emulated what a fixture may print because a kernel of the sandbox's own answers it, without the host
 */
export function isolationSuite(programs: () => FixtureRunner, emulated: Readonly<Record<string, string>>): void {
  it("shows a program its own environment and nobody else's", async () => {
    const { stdout, stderr } = await programs().run("prints-its-surroundings.py");
    expect(stderr).toBe("");
    const seen = surroundings.parse(JSON.parse(stdout));
    expect(Object.keys(seen.environment)).toEqual(expect.arrayContaining(["GRADMARK_TEST_DATA", "TZ"]));
    expect(seen.environment).not.toHaveProperty("GRADMARK_HOME");
    expect(seen.environments.join("")).toMatch(/^[0-9]*$/);
    expect(seen.user).toBe("student");
    expect(seen.processes).toBeLessThan(5);
  });

  it("hands no descriptor on but the three standard ones", async () => {
    const seen = surroundings.parse(JSON.parse((await programs().run("prints-its-surroundings.py")).stdout));
    expect(seen.descriptors).toEqual([0, 1, 2]);
    expect(seen.initDescriptors.filter((target) => /^\/(?!dev\/null|proc)/.test(target))).toEqual([]);
  });

  it("reaches no network, of any family", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    programs().give("port.txt", String(typeof address === "object" ? address?.port : 0));
    const { result, stdout, stderr } = await programs().run("uses-the-network.py");
    server.close();
    const expected = emulated["uses-the-network.py"] ?? "[]";
    expect({ stdout, stderr, code: result.exitCode }).toEqual({ stdout: `${expected}\n`, stderr: "", code: 0 });
  });

  it.each(["reads-secrets.py", "writes-where-it-must-not.py", "tries-to-escape.py"])(
    "gives %s nothing",
    async (name) => {
      const { result, stdout, stderr } = await programs().run(name);
      const expected = emulated[name] ?? "[]";
      expect({ stdout, stderr, code: result.exitCode }).toEqual({ stdout: `${expected}\n`, stderr: "", code: 0 });
    },
  );

  it("finds nothing of another run that is on at the same time", async () => {
    const other = programs().run("leaves-marks.py");
    const { stdout, stderr } = await programs().run("looks-for-marks.py");
    const { stdout: left } = await other;
    expect({ stdout, stderr, left }).toEqual({ stdout: "[]\n", stderr: "", left: "left\n" });
  });

  it("gains nothing by taking over the first process of its box", async () => {
    const { stdout, stderr } = await programs().run("looks-at-the-first-process.py");
    expect(stderr).toBe("");
    const first = firstProcess.parse(JSON.parse(stdout));
    expect(first.Uid).toBe(first.own);
    expect([first.CapEff, first.CapPrm, first.CapInh].join("")).toMatch(/^0+$/);
    if (emulated["looks-at-the-first-process.py"] === undefined)
      expect(first).toMatchObject({ Seccomp: "2", NoNewPrivs: "1" });
    // Pipes of its output and its own events; nothing that has a name on the host.
    expect(first.handles.filter((target) => target.startsWith("/") && target !== "/dev/null")).toEqual([]);
  });

  it("gives no terminal and an empty standard input", async () => {
    expect((await programs().run("reads-the-terminal.py")).stdout).toBe("'' False False\n");
  });
}
