import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parsePredictions } from "@gradmark/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { predictionsFormat } from "../data/prediction-columns.ts";
import { prepareData } from "../data/prepare-data.ts";
import { checkScript } from "../uploads/check-script.ts";
import { lab1Folder, lab1Kit } from "./lab1-for-tests.ts";
import { loadKit } from "./load-kit.ts";

describe("the kit of Lab 1", () => {
  it("loads without a problem", async () => {
    const loaded = await loadKit(lab1Folder);
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });

  it("weighs its sections 20 : 80, and the second section 30 : 40 : 30", () => {
    const weights = lab1Kit().parts.map((part) => part.weight);
    expect(weights).toEqual([20, 0.3 * 80, 0.4 * 80, 0.3 * 80]);
  });

  it("tells the same numbers in its handout as in its rules", async () => {
    const { handIn, competition, parts, gradients } = lab1Kit();
    const handout = await readFile(join(lab1Folder, "handout/handout.md"), "utf8");
    const MiB = 2 ** 20;
    for (const said of [
      `${handIn.limits.wallMs / 1000} s, ${handIn.limits.memoryBytes / 2 ** 30} GiB of memory, ${handIn.limits.processes} processes`,
      `${handIn.limits.outputBytes / MiB} MiB of printed text, ${handIn.limits.diskBytes / MiB} MiB on the disk`,
      `up to ${handIn.model.maxFiles}, together up to ${handIn.model.maxBytes / MiB} MiB`,
      `${gradients?.tries} tries for each graded derivative`,
      `as PDF (up to ${handIn.report.maxBytes / MiB} MiB)`,
      `computed on ${100 * competition.publicShare} % of the test images`,
      ...parts.map((part) => ` | ${part.weight} % | `),
    ])
      expect(handout).toContain(said);
    for (const { grading } of parts)
      if ("items" in grading)
        for (const item of grading.items ?? [])
          expect(handout).toMatch(new RegExp(`\\| ${item.title}[^|]* \\| ${item.points} \\|`, "i"));
    const curve = parts.flatMap((part) => (part.grading.rule === "beats-benchmark" ? part.grading.curve : []));
    expect(handout).toContain(`| share of the points | ${curve.map(([, share]) => `${100 * share} %`).join(" | ")} |`);
    for (const [score] of curve) expect(handout).toContain(`| ${score} `);
  });
});

describe("the template of the report", () => {
  const installed = spawnSync("pdflatex", ["--version"]).status === 0;
  const template = join(lab1Folder, "report/report.tex");

  it("has a section for each line of the rubric, and balanced groups and environments", async () => {
    const tex = (await readFile(template, "utf8")).replaceAll(/(?<!\\)%.*$/gm, "");
    for (const section of [
      "Structure of the model",
      "Training process",
      "Experiments",
      "Results and discussion",
      "Derivations",
    ])
      expect(tex).toContain(`\\section{${section}}`);
    const open: string[] = [];
    for (const [, what, name = ""] of tex.matchAll(/\\(begin|end)\{(\w+)\}/g))
      if (what === "begin") open.push(name);
      else expect(open.pop()).toBe(name);
    expect(open).toEqual([]);
    expect(tex.replaceAll(/\\[{}]/g, "").match(/\{/g)?.length).toBe(tex.replaceAll(/\\[{}]/g, "").match(/\}/g)?.length);
  });

  // apt-get install texlive-latex-base texlive-latex-recommended
  it.skipIf(!installed || !process.env.GRADMARK_FULL)(
    "compiles",
    async () => {
      const out = await mkdtemp(join(tmpdir(), "gradmark-tex-"));
      const options = ["-interaction=nonstopmode", "-halt-on-error", `-output-directory=${out}`, template];
      expect(spawnSync("pdflatex", options, { encoding: "utf8" })).toMatchObject({ status: 0 });
      await rm(out, { recursive: true });
    },
    60_000,
  );
});

const python = "/usr/bin/python3"; // the one that Debian's numpy belongs to
/** `common`: writes the format of weights that every language reads. */
const starters = [
  { folder: "lua", ending: "lua", command: "luajit", probe: ["-v"], common: true },
  { folder: "numpy", ending: "py", command: python, probe: ["-c", "import numpy"], common: true },
  { folder: "typescript", ending: "ts", command: process.execPath, probe: ["-v"], common: true },
  { folder: "javascript", ending: "js", command: process.execPath, probe: ["-v"], common: true },
  // Importing PyTorch alone takes seconds.
  ...(process.env.GRADMARK_FULL
    ? [{ folder: "python", ending: "py", command: python, probe: ["-c", "import torch"], common: false }]
    : []),
];

describe("the starters", () => {
  const kit = lab1Kit({ train: 6000, test: 1000, shadow: 1 });
  let dir = "";

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradmark-starters-"));
    await prepareData({ kit, seed: "starters", outDir: dir });
  }, 30_000);
  afterAll(() => rm(dir, { recursive: true }));

  describe.each(starters)("in $folder", ({ folder, ending, command, probe, common }) => {
    const [train, result, weights] = [`train.${ending}`, `result.${ending}`, common ? "model.bin" : "model.pt"];
    const here = join(lab1Folder, "starter", folder);
    const installed = spawnSync(command, probe).status === 0;

    const trainWith = async (seed: string, name: string): Promise<Buffer> => {
      const model = join(dir, folder, name);
      await mkdir(model, { recursive: true });
      const out = join(model, weights);
      const options = ["--data", join(dir, "public"), "--out", out, "--epochs", "2", "--seed", seed, "--hidden", "24"];
      const run = spawnSync(command, [join(here, train), ...options], { encoding: "utf8" });
      expect(run.stderr).toBe("");
      expect(run.stdout).toMatch(/epoch 2 of 2: validation accuracy 0\.\d{4}/);
      return readFile(out);
    };

    it("are scripts that the kit takes", async () => {
      const script = { name: result, bytes: await readFile(join(here, result)) };
      expect(checkScript(kit.handIn, script)).toMatchObject({ ok: true });
    });

    it.skipIf(!installed)(
      "train, predict every test image, and get most of them right",
      async () => {
        await trainWith("1", "first");
        const model = join(dir, folder, "first");
        const run = spawnSync(command, [join(here, result)], {
          cwd: model,
          env: { ...process.env, GRADMARK_SCRIPT: here, GRADMARK_TEST_DATA: join(dir, "rerun"), GRADMARK_MODEL: model },
          encoding: "utf8",
        });
        expect(run).toMatchObject({ status: 0, stdout: "", stderr: "" });
        const solution = (await readFile(join(dir, "private/solution.csv"), "utf8")).trim().split("\n").slice(1);
        const truth = solution.map((line) => line.split(",", 2));
        const ids = truth.map(([id = ""]) => id);
        const predictions = parsePredictions(
          await readFile(join(model, "predictions.csv")),
          predictionsFormat(kit, ids),
        );
        if (!predictions.ok) throw new Error(JSON.stringify(predictions.problems));
        const right = truth.filter(([id = "", label]) => predictions.value.get(id)?.[0] === label).length;
        expect(right).toBeGreaterThan(850); // 6,000 training images only; all 55,000 give about 96 %
      },
      60_000,
    );

    it.skipIf(!installed)(
      "make the same weights from one seed and others from another",
      async () => {
        const first = await readFile(join(dir, folder, "first", weights));
        expect(await trainWith("1", "again")).toEqual(first);
        expect(await trainWith("2", "other")).not.toEqual(first);
        if (!common) return;
        const tensors = [
          { name: "W1", shape: [784, 24] },
          { name: "b1", shape: [24] },
          { name: "W2", shape: [24, 10] },
          { name: "b2", shape: [10] },
        ];
        const header = first.indexOf("\n") + 1;
        expect(JSON.parse(first.toString("utf8", 0, header))).toEqual({ format: "gradmark-weights/1", tensors });
        expect(first.length).toBe(header + 4 * (784 * 24 + 24 + 24 * 10 + 10));
      },
      60_000,
    );
  });
});

describe("the starter for the original Torch", () => {
  const here = join(lab1Folder, "starter/torch7");
  const installed = spawnSync("luajit", ["-v"]).status === 0;

  it.skipIf(!installed)("is two Lua programs by LuaJIT's own parser", () => {
    for (const name of ["train.lua", "result.lua"])
      expect(spawnSync("luajit", ["-bl", join(here, name)], { encoding: "utf8" })).toMatchObject({
        status: 0,
        stderr: "",
      });
  });

  it.skipIf(!installed)("is refused by that parser when a word is missing", async () => {
    const cut = (await readFile(join(here, "train.lua"), "utf8")).replace("local function accuracy", "local accuracy");
    expect(spawnSync("luajit", ["-bl", "-"], { input: cut }).status).not.toBe(0);
  });

  it("says that nobody could run it here, and moves model, criterion and data to the GPU", async () => {
    expect(await readFile(join(here, "README.md"), "utf8")).toContain("has a package of\nit");
    const train = await readFile(join(here, "train.lua"), "utf8");
    for (const shift of ["net:cuda()", "criterion:cuda()", "images = images:cuda()"]) expect(train).toContain(shift);
  });
});
