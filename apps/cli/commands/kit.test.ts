import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openShell } from "../fixtures/typed-command.ts";

const lab1 = resolve(import.meta.dirname, "../../../kits/lab1");

/** Text and number of pages, by the reader that looks at reports. */
async function readPdf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const { extractText } = await import("unpdf");
  const { totalPages, text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return { pages: totalPages, text };
}

describe("gradmark kit", () => {
  it("calls Lab 1 valid: its truths agree with numeric differentiation and with its author's answers", async () => {
    await using shell = await openShell();
    expect(await shell.type("kit", "validate", lab1, "--json")).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it("shows how a kit starts its scripts, and refuses another program than the runtime's own", async () => {
    await using shell = await openShell();
    await shell.type("kit", "new", "my-lab");
    const file = join(shell.folder, "my-lab/kit.yaml");
    const yaml = await readFile(file, "utf8");
    const start = (words: string) =>
      writeFile(
        file,
        yaml.replace(/^ {4}maxBytes: 262144$/m, `    maxBytes: 262144\n    command: { result.lua: ${words} }`),
      );
    await start('[luajit, -joff, "{script}"]');
    const valid = await shell.type("kit", "validate", "my-lab");
    expect(valid.stdout).toContain("result.lua is started by: luajit -joff {script}");
    await start('[/bin/sh, "{script}"]');
    const refused = await shell.type("kit", "validate", "my-lab", "--json");
    expect(refused.exitCode).toBe(1);
    expect(refused.json()).toMatchObject({
      problems: [{ path: expect.stringContaining("command"), message: expect.stringContaining("/bin/sh") }],
    });
  });

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

  it.each(["classification", "tabular"])(
    "makes a kit of the kind %s that validates",
    async (kind) => {
      await using shell = await openShell();
      expect((await shell.type("kit", "new", "my-lab", "--kind", kind, "--json")).json()).toMatchObject({
        valid: true,
      });
      expect((await shell.type("kit", "validate", "my-lab", "--json")).json()).toEqual({ valid: true, problems: [] });
      expect(await readFile(join(shell.folder, "my-lab/kit.yaml"), "utf8")).toMatch(/^id: my-lab$/m);
    },
    60_000,
  );

  it("refuses data that are not those of the kit, or too few; of absent ones from elsewhere it only tells", async () => {
    await using shell = await openShell();
    await shell.type("kit", "new", "my-lab", "--kind", "tabular");
    const file = join(shell.folder, "my-lab/kit.yaml");
    const yaml = await readFile(file, "utf8");
    await writeFile(file, yaml.replace("train: 6000", "train: 9000"));
    expect((await shell.type("kit", "validate", "my-lab")).stdout).toContain(
      "add up to 11700 rows; the data have 8759",
    );
    await writeFile(
      file,
      yaml.replace("source: csv", 'source: csv\n    place: { folder: /nowhere, get: "Ask for it." }'),
    );
    expect(await shell.type("kit", "validate", "my-lab")).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("hours.csv is missing in /nowhere. Ask for it."),
    });
    await writeFile(file, yaml);
    await writeFile(join(shell.folder, "my-lab/data/hours.csv"), "day\n1\n");
    expect((await shell.type("kit", "validate", "my-lab", "--json")).json()).toMatchObject({
      valid: false,
      problems: [{ code: "wrong-checksum" }],
    });
    await shell.type("course", "create", "--kit", "my-lab", "--name", "broken");
    expect(await shell.type("course", "prepare", "--course", "broken", "--json")).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining("unusable-data"),
    });
  }, 60_000);

  it("knows no other kinds, and overwrites no folder", async () => {
    await using shell = await openShell();
    expect(await shell.type("kit", "new", "my-lab", "--kind", "speech")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--kind is one of classification, tabular"),
    });
    await shell.type("kit", "new", "my-lab");
    expect(await shell.type("kit", "new", "my-lab")).toMatchObject({ exitCode: 2 });
  });

  it("writes a handout as a page: formulas set, raw HTML and foreign images left out", async () => {
    await using shell = await openShell();
    await shell.type("kit", "new", "my-lab", "--kind", "tabular");
    const hostile = "# Lab\n\n<script>alert(1)</script> `$x$` and $x^2$ ![](https://example.org/a.png)\n";
    await writeFile(join(shell.folder, "my-lab/handout/handout.md"), hostile);
    expect(await shell.type("kit", "handout", "my-lab", "--out", "handout.html")).toMatchObject({ exitCode: 0 });
    const page = await readFile(join(shell.folder, "handout.html"), "utf8");
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("<code>$x$</code>");
    expect(page).toContain('class="katex"');
    expect(page).not.toMatch(/<script|<img|url\((?!data:)/);
  });

  it.skipIf(!existsSync("/usr/bin/chromium"))(
    "prints Lab 1's handout as PDF",
    async () => {
      await using shell = await openShell();
      const typed = await shell.type("kit", "handout", lab1, "--out", "handout.pdf", "--json");
      expect(typed).toMatchObject({ exitCode: 0 });
      const bytes = await readFile(join(shell.folder, "handout.pdf"));
      const { pages, text } = await readPdf(bytes);
      expect(pages).toBeGreaterThanOrEqual(3);
      for (const said of ["Lab 1: backpropagation", "Submission Lab1", "Do not train on the test images"])
        expect(text).toContain(said);
    },
    120_000,
  );

  it("says so when there is no Chromium to print with", async () => {
    await using shell = await openShell();
    vi.stubEnv("CHROMIUM", join(shell.folder, "absent"));
    const typed = await shell.type("kit", "handout", lab1, "--out", "handout.pdf");
    vi.unstubAllEnvs();
    expect(typed).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("There is no Chromium") });
  });

  it("tells a teacher in plain words what a distortion hides and costs", async () => {
    await using shell = await openShell();
    await shell.type("kit", "new", "my-lab");
    const file = join(shell.folder, "my-lab/kit.yaml");
    const distortion = "{ turn: 10, scale: 0.1, shear: 0.1, shift: 1, elastic: 0.5 }";
    await writeFile(
      file,
      (await readFile(file, "utf8")).replace("source: mnist", `source: mnist\n    distortion: ${distortion}`),
    );
    const typed = await shell.type(
      "kit",
      "measure",
      "my-lab",
      "--images",
      "30",
      "--rows",
      process.env.GRADMARK_FULL ? "5000" : "0",
    );
    expect(typed).toMatchObject({ exitCode: 0 });
    expect(typed.stdout).toMatch(/^30 images as teams get them were sought among the 70,000 published ones/);
    expect(typed.stdout).toContain("it does not prevent it");
  }, 240_000);

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

/** The `npx gradmark` lines of a guide's code blocks that begin with one of these words, as argument lists. */
async function commandsOf(guide: string, words: readonly string[]): Promise<string[][]> {
  const text = await readFile(resolve(import.meta.dirname, "../../../docs", guide), "utf8");
  const lines = text.match(/^npx gradmark .*$/gm) ?? [];
  const typed = lines.map((line) =>
    line
      .replace(/\s+#.*$/, "")
      .split(/\s+/)
      .slice(2),
  );
  return typed.filter(([word = ""]) => words.includes(word));
}

describe("the commands of the guide to kits", () => {
  it("work as they stand, in their order", async () => {
    await using shell = await openShell();
    await shell.type("course", "create", "--kit", "weather", "--name", "my course");
    await shell.type("course", "prepare", "--course", "my-course");
    const commands = await commandsOf("kits.md", ["kit", "export"]);
    expect(commands.length).toBeGreaterThanOrEqual(6);
    for (const argv of commands) {
      // what is measured has a test of its own; here a few images will do
      const few = argv[1] === "measure" ? ["--images", "5", "--rows", "0"] : [];
      const typed = await shell.type(...argv, ...few);
      expect.soft(typed.exitCode, `${argv.join(" ")}\n${typed.stderr}`).toBe(0);
    }
  }, 240_000);
});
