import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openShell } from "../fixtures/typed-command.ts";

const create = ["course", "create", "--kit", "lab1", "--name", "Größe 1", "--json"];

describe("gradmark course", () => {
  it("creates, prepares, opens, closes and reveals a course on real MNIST", async () => {
    await using shell = await openShell();
    const created = await shell.type(...create);
    expect(created.json()).toMatchObject({ slug: "grosse-1", name: "Größe 1", state: "draft", kit: "lab1" });
    const prepared = await shell.type("course", "prepare", "--course", "grosse-1", "--json");
    expect(prepared.json()).toMatchObject({ state: "prepared", rows: { train: 55000, test: 10000, shadow: 5000 } });
    const folder = join(shell.home, "courses", "grosse-1");
    expect((await stat(join(folder, "private"))).mode & 0o077).toBe(0);
    expect(existsSync(join(folder, "public", "solution.csv"))).toBe(false);
    for (const [move, state] of Object.entries({ open: "open", close: "closed", reveal: "revealed" })) {
      expect((await shell.type("course", move, "--course", "Größe 1", "--json")).json()).toMatchObject({ state });
    }
    expect((await shell.type("course", "list", "--json")).json()).toHaveLength(1);
  }, 60_000);

  it("never prints the seed, which tells the labels", async () => {
    await using shell = await openShell();
    const printed = [await shell.type(...create), await shell.type("course", "list", "--json")];
    for (const { stdout, stderr } of printed) expect(stdout + stderr).not.toMatch(/seed|[0-9a-f]{64}/);
  });

  it("keeps its own copy of the kit", async () => {
    await using shell = await openShell();
    await shell.type(...create);
    expect(await readFile(join(shell.home, "courses/grosse-1/kit/kit.yaml"), "utf8")).toContain("id: lab1");
  });

  it.each([
    ["a name that is taken", create, /already/],
    ["a kit that is not there", ["course", "create", "--kit", "lab9", "--name", "x"], /no kit "lab9"/],
    ["a deadline without a zone", [...create, "--deadline", "2030-01-01T10:00"], /date, time and zone/],
    ["a deadline in the past", [...create, "--deadline", "2020-01-01T10:00Z"], /has passed/],
    ["a zone that is none", [...create, "--zone", "Mars/Crater"], /no time zone/],
    ["a course that is not there", ["course", "open", "--course", "y"], /no course "y"/],
    ["a step before its time", ["course", "open", "--course", "grosse-1"], /works from prepared/],
  ])("refuses %s with exit code 2 and a sentence", async (_, argv, sentence) => {
    await using shell = await openShell();
    await shell.type(...create);
    const typed = await shell.type(...argv);
    expect(typed.exitCode).toBe(2);
    expect(typed.stderr).toMatch(sentence);
  });
});
