import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openShell } from "../fixtures/typed-command.ts";

const lab1 = resolve(import.meta.dirname, "../../../kits/lab1");

describe("gradmark kit", () => {
  it("calls Lab 1 valid: its truths agree with numeric differentiation and with its author's answers", async () => {
    await using shell = await openShell();
    expect(await shell.type("kit", "validate", lab1, "--json")).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it("calls the bank valid, a folder of problems without a kit.yaml", async () => {
    await using shell = await openShell();
    const typed = await shell.type("kit", "validate", resolve(lab1, "../bank"), "--json");
    expect(typed.json()).toEqual({ valid: true, problems: [] });
  }, 120_000);

  it("previews no problem whose reference disagrees, and says which", async () => {
    await using shell = await openShell();
    await cp(join(lab1, "../bank/problems/tanh.yaml"), join(shell.folder, "few/problems/tanh.yaml"));
    const file = join(shell.folder, "few/problems/tanh.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace(/reference: .*/, 'reference: "dE/dy*(1 - y)"'));
    const typed = await shell.type("kit", "preview", "few", "--json");
    expect(typed.exitCode).toBe(1);
    expect(typed.json()).toMatchObject({
      valid: false,
      truths: [],
      problems: [{ path: expect.stringContaining("tanh") }],
    });
  }, 60_000);

  it("makes a kit that validates", async () => {
    await using shell = await openShell();
    expect((await shell.type("kit", "new", "my-lab", "--json")).json()).toMatchObject({ valid: true });
    expect((await shell.type("kit", "validate", "my-lab", "--json")).json()).toEqual({ valid: true, problems: [] });
  }, 60_000);

  it("writes a page for each problem with the mathematics in it", async () => {
    await using shell = await openShell();
    const typed = await shell.type("kit", "preview", lab1, "--out", "pages", "--json");
    expect(typed.json()).toMatchObject({
      valid: true,
      truths: expect.arrayContaining([{ problem: "sigmoid", slot: "dx_in", tex: expect.any(String) }]),
    });
    expect(await readFile(join(shell.folder, "pages/softmax.html"), "utf8")).toContain("<math");
  }, 60_000);

  it("refuses a problem whose reference is not the derivative", async () => {
    await using shell = await openShell();
    await cp(lab1, join(shell.folder, "kit"), { recursive: true });
    const file = join(shell.folder, "kit/problems/sigmoid.yaml");
    const yaml = await readFile(file, "utf8");
    await writeFile(file, yaml.replace(/reference: .*/, 'reference: "dE/dx_out * x_out"'));
    const typed = await shell.type("kit", "validate", "kit", "--json");
    expect(typed.exitCode).toBe(1);
    expect(typed.stdout).toContain("is not the derivative of the forward lines");
  }, 60_000);

  it("names file and place of a kit that does not fit the schema", async () => {
    await using shell = await openShell();
    await cp(lab1, join(shell.folder, "kit"), { recursive: true });
    const file = join(shell.folder, "kit/kit.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace("publicShare: 0.3", "publicShare: 3"));
    const typed = await shell.type("kit", "validate", "kit", "--json");
    expect(typed.exitCode).toBe(1);
    expect(typed.json()).toMatchObject({
      valid: false,
      problems: [{ code: "schema", path: expect.stringContaining("publicShare") }],
    });
  });
});
