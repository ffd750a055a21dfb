import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type QualityNote, scriptQuality } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportQuality } from "./report-quality.ts";

async function report(name: string, text: string) {
  const quality = await reportQuality({ name, bytes: Buffer.from(text) });
  if (quality === null) throw new Error("no report");
  return scriptQuality.parse(quality);
}
const notesOf = async (name: string, text: string) =>
  (await report(name, text)).notes.map(({ code, line }) => `${line} ${code}`);

const habits: [code: QualityNote["code"], py: string, lua: string, js: string][] = [
  ["waits-for-input", "x = input('go')", "local x = io.read()", "const x = prompt('go');"],
  ["opens-window", "plt.show()", "image.display(x)", "cv.imshow('x', y);"],
  ["uses-network", "r = requests.get(u)", 'local u = "https://example.org/m.bin"', "fetch(address);"],
  ["training-code", "loss.backward()", "model:zeroGradParameters()", "model.fit(xs, ys);"],
  ["absolute-path", "open('/home/ada/model.bin')", 'io.open("C:/work/model.bin")', 'open("/Users/ada/model.bin");'],
];

describe("the report on a script's text", () => {
  describe.each(habits)("notes %s", (code, py, lua, js) => {
    it.each([
      ["result.py", `import os\n${py}\n`],
      ["result.lua", `local os = os\n${lua}\n`],
      ["result.js", `const os = 1;\n${js}\n`],
      ["result.ts", `const os: number = 1;\n${js}\n`],
    ])("in %s, with its line", async (name, text) => {
      expect(await notesOf(name, text)).toContain(`2 ${code}`);
    });
  });

  it.each([
    ["result.py", "def f():\n    return 1\n    print(2)\nf()\n", "3 dead-code"],
    ["result.py", "def helper():\n    return 1\nprint(2)\n", "1 dead-code"],
    ["result.js", "function f() {\n  return 1;\n  console.log(2);\n}\nf();\n", "3 dead-code"],
    ["result.lua", "for i = 1, 3 do\n  goto done\n  print(i)\n  ::done::\nend\n", "3 dead-code"],
    ["result.py", "# x = load()\n# y = x + 1\n# print(y)\nprint(1)\n", "1 dead-code"],
    ["result.py", "def f(:\n  pass\n", "1 syntax-error"],
    ["result.py", "if 1:\n if 1:\n  if 1:\n   if 1:\n    if 1:\n     print(1)\n", "5 deep-nesting"],
    ["result.py", "aa = 1\nbb = 2\ncc = 3\nd = 4\ne = 5\n", "1 unclear-names"],
    ["result.py", Array.from({ length: 30 }, (_, k) => `print(${k})`).join("\n"), "1 few-comments"],
    ["result.js", `function long() {\n${"  work();\n".repeat(80)}}\nlong();`, "1 long-function"],
  ])("of %s reads %j and notes %s", async (name, text, expected) => {
    expect(await notesOf(name, text)).toContain(expected);
  });

  it("counts lines of code, comments and functions", async () => {
    const text = '"""What it does."""\n# read\ndef load(path):\n    return path  # the same\n\nprint(load("x"))\n';
    expect(await report("result.py", text)).toMatchObject({
      language: "python",
      codeLines: 3,
      commentLines: 3,
      commentShare: 0.5,
      functions: { count: 1, longest: { name: "load", line: 3, lines: 2 } },
      deepestNesting: 0,
    });
  });

  it("takes a chain of else-ifs as one level", async () => {
    const chain = "if (a) {} else if (b) {} else if (c) {} else if (d) {} else if (e) {} else if (f) {}\n";
    expect((await report("result.js", chain)).deepestNesting).toBe(1);
  });

  it.each(["reads-the-images.lua", "reads-the-images.py", "reads-the-images.js", "reads-the-images.ts"])(
    "has nothing to say against %s",
    async (name) => {
      const text = readFileSync(join(import.meta.dirname, "..", "fixtures", name), "utf8");
      expect((await report(name, text)).notes).toEqual([]);
    },
  );

  it("is none for an unknown language or a script that is too large", async () => {
    expect(await reportQuality({ name: "result.rb", bytes: Buffer.from("puts 1") })).toBeNull();
    expect(await reportQuality({ name: "result.py", bytes: Buffer.alloc(600_000, "x=1\n") })).toBeNull();
  });

  it("comes for any text at all, in time", { timeout: 60_000 }, async () => {
    for (const hostile of ["(".repeat(100_000), "if 1:\n".repeat(20_000), "[".repeat(200_000), "\0".repeat(1000)])
      for (const name of ["result.py", "result.lua", "result.js"])
        await reportQuality({ name, bytes: Buffer.from(hostile) });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (text) => {
        await report("result.lua", text);
      }),
      { numRuns: 50 },
    );
  });
});
