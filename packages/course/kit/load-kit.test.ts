import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lab1Folder } from "./lab1-for-tests.ts";
import { loadKit } from "./load-kit.ts";

const problem = `
id: double
title: Twice
symbols: { x: {} }
forward: ["y = 2*x"]
slots: [{ id: dx, target: dy/dx }]
`;

describe("loadKit", () => {
  let dir = "";
  let yaml = "";

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "gradmark-kit-"));
    const lab1 = await readFile(join(lab1Folder, "kit.yaml"), "utf8");
    yaml = lab1
      .replace(/problems: \[.*\]/, "problems: [double]")
      .replace("handout/handout.md", "handout.md")
      .replace(/practice: \[.*\]/, "practice: []");
    await writeFile(join(dir, "kit.yaml"), yaml);
    await writeFile(join(dir, "handout.md"), "# Lab\n");
    await mkdir(join(dir, "problems"));
    await writeFile(join(dir, "problems/double.yaml"), problem);
  });
  afterEach(() => rm(dir, { recursive: true }));

  const write = (text: string) => writeFile(join(dir, "kit.yaml"), text);
  const messages = async () => {
    const loaded = await loadKit(dir);
    return loaded.ok ? [] : loaded.problems.map((one) => one.message);
  };

  it("asks for the metric script that the kit names", async () => {
    await write(yaml.replace("metric: accuracy", "metric: { script: metric.py, direction: max }"));
    expect((await loadKit(dir)).ok).toBe(false);
    expect((await messages()).join()).toContain("metric.py");
    await writeFile(join(dir, "metric.py"), "print(1)\n");
    expect(await messages()).toEqual([]);
  });

  it("loads the kit, its problems and its handout", async () => {
    const loaded = await loadKit(dir);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.value.kit.id).toBe("lab1");
    expect(loaded.value.problems.map((one) => one.id)).toEqual(["double"]);
    expect(loaded.value.problems[0]?.slots[0]).toMatchObject({ id: "dx", points: 1, value: "entry" });
    expect(loaded.value.handout).toBe("# Lab\n");
    expect(loaded.value.dir).toBe(dir);
  });

  it("says that a folder is no kit", async () => {
    await rm(join(dir, "kit.yaml"));
    const loaded = await loadKit(dir);
    expect(loaded).toEqual({
      ok: false,
      problems: [{ code: "file-missing", path: "kit.yaml", message: "The kit has no file kit.yaml." }],
    });
  });

  it("names place and line of a value that the schema refuses", async () => {
    await write(yaml.replace("triesPerDay: 5", "triesPerDay: five").replace("publicShare: 0.3", "publicShare: 3"));
    const loaded = await loadKit(dir);
    if (loaded.ok) throw new Error("expected problems");
    expect(loaded.problems.map(({ code, path }) => [code, path])).toEqual([
      ["schema", "competition.publicShare"],
      ["schema", "competition.triesPerDay"],
    ]);
    const line = yaml.split("\n").findIndex((one) => one.includes("triesPerDay")) + 1;
    expect(loaded.problems[1]?.row).toBe(line);
    expect(loaded.problems[1]?.message).toContain(`kit.yaml, line ${line}, competition.triesPerDay: `);
  });

  it("refuses keys that it does not know", async () => {
    await write(`${yaml}\nsecret: 1\n`);
    expect((await messages())[0]).toContain('"secret"');
  });

  it("refuses weights that do not add up to 100", async () => {
    await write(yaml.replace("weight: 20", "weight: 21"));
    expect((await messages())[0]).toContain("the weights of the parts add up to 100");
  });

  it("refuses sets that need more images than MNIST has", async () => {
    await write(yaml.replace("train: 55000", "train: 55001"));
    expect((await messages())[0]).toContain("add up to 70001 rows; MNIST has 70000");
  });

  it("refuses what the data, the labels, the metric and the reference model do not have in common", async () => {
    const weather = await readFile(join(lab1Folder, "../weather/kit.yaml"), "utf8");
    const table = weather.replace("handout/handout.md", "handout.md");
    const told = async (text: string) => {
      await write(text);
      return (await messages()).join(" ");
    };
    expect(await told(table)).toBe("");
    expect(await told(table.replace("dense-regression", "lenet-5"))).toContain(
      "a table with a number needs dense-regression",
    );
    expect(await told(table.replace("metric: rmse", "metric: accuracy"))).toContain(
      "needs at least two labels; there are 0",
    );
    expect(await told(table.replace("wind]", "temperature]"))).toContain("temperature is the target");
    expect(await told(table.replace("targetColumn: Temperature", "targetColumn: wind"))).toContain(
      "a feature cannot be called",
    );
    expect(await told(yaml.replace("model: lenet-5", "model: dense-regression"))).toContain(
      "learns numbers from a table",
    );
    expect(await told(yaml.replace(/labels: \[.*\]/, "labels: []"))).toContain("0 labels; MNIST has the 10 digits");
  });

  it("refuses data that are named without their hash", async () => {
    const weather = await readFile(join(lab1Folder, "../weather/kit.yaml"), "utf8");
    await write(weather.replace("handout/handout.md", "handout.md").replace(/, sha256: \w{64}/, ""));
    expect((await messages())[0]).toContain("competition.dataset.file.sha256");
  });

  it("refuses points for the reader of a script that are not those that the rerun leaves", async () => {
    await write(yaml.replace("rerunShare: 0.5", "rerunShare: 0.25"));
    expect((await messages())[0]).toContain("the items give 12 points in all; the rerun leaves 18");
  });

  it("refuses a rubric whose items do not add up to the part's weight", async () => {
    await write(yaml.replace("points: 4", "points: 5"));
    expect((await messages())[0]).toContain("the items give 33 points in all; the part weighs 32");
  });

  it("refuses a curve that takes points away for a better score", async () => {
    await write(yaml.replace("[0.95, 0.7]", "[0.95, 0.3]"));
    expect((await messages())[0]).toContain("scores of a curve get better from point to point");
  });

  it("refuses practice that is nowhere in the kit, and practice that leaves nothing to grade", async () => {
    await write(yaml.replace("practice: []", "practice: [double/dy]"));
    expect((await messages()).join(" ")).toContain('"double/dy" is no problem of this kit');
    await write(yaml.replace("practice: []", "practice: [double]"));
    expect((await messages()).join(" ")).toContain("leaves no slot to grade");
  });

  it("reports the problems of all files at once, with the file's name", async () => {
    await write(yaml.replace("problems: [double]", "problems: [double, absent]").replace("handout.md", "none.md"));
    await writeFile(join(dir, "problems/double.yaml"), problem.replace("forward", "foreward"));
    const loaded = await loadKit(dir);
    if (loaded.ok) throw new Error("expected problems");
    expect(loaded.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "file-missing none.md",
      "schema problems/double.yaml:forward",
      "schema problems/double.yaml:",
      "file-missing problems/absent.yaml",
    ]);
  });

  it("refuses a handout outside the kit's folder, by name or by link", async () => {
    const outside = await mkdtemp(join(tmpdir(), "gradmark-outside-"));
    await writeFile(join(outside, "secret.md"), "secret");
    await symlink(join(outside, "secret.md"), join(dir, "link.md"));
    await symlink(outside, join(dir, "folder"));
    for (const name of [`../${outside.split("/").at(-1)}/secret.md`, "link.md", "folder/secret.md"]) {
      await write(yaml.replace("handout: handout.md", `handout: ${name}`));
      const loaded = await loadKit(dir);
      expect(loaded.ok ? "loaded" : loaded.problems[0]?.code).toBe("file-not-regular");
    }
    await rm(outside, { recursive: true });
  });

  it("refuses a file of more than 1 MiB before it reads it", async () => {
    await writeFile(join(dir, "handout.md"), Buffer.alloc(2 ** 20 + 1, 0x20));
    expect(await messages()).toEqual(["handout.md has 1048577 bytes; 1048576 are allowed."]);
  });

  it("refuses a handout that is not UTF-8", async () => {
    await writeFile(join(dir, "handout.md"), Buffer.from([0x48, 0xe4]));
    expect((await messages())[0]).toBe("handout.md: The file is not UTF-8. Save it as UTF-8 text.");
  });

  it("refuses two problems with one id", async () => {
    await write(yaml.replace("problems: [double]", "problems: [double, again]"));
    await writeFile(join(dir, "problems/again.yaml"), problem);
    const line = yaml.split("\n").findIndex((one) => one.startsWith("problems: ")) + 1;
    expect(await messages()).toEqual([`kit.yaml, line ${line}, problems: "double" stands there twice.`]);
  });

  it("refuses two slots with one id, and names the problem's file", async () => {
    await writeFile(join(dir, "problems/double.yaml"), problem.replace("[{", "[{ id: dx, target: dy/dx }, {"));
    expect(await messages()).toEqual(['problems/double.yaml, line 6, slots: "dx" stands there twice.']);
  });
});
