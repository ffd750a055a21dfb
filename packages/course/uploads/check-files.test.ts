import { describe, expect, it } from "vitest";
import { lab1Kit } from "../kit/lab1-for-tests.ts";
import { checkModel } from "./check-model.ts";
import { checkScript } from "./check-script.ts";

const { handIn } = lab1Kit();
const messages = (checked: { ok: boolean; problems?: { message: string }[] }) =>
  checked.problems?.map((problem) => problem.message) ?? [];

describe("checkScript", () => {
  const script = (name: string, text: string | Uint8Array) =>
    checkScript(handIn, { name, bytes: typeof text === "string" ? Buffer.from(text) : text });

  it("finds the runtime by the file's name", () => {
    expect(script("result.lua", "print(1)\nprint(2)\n")).toEqual({
      ok: true,
      value: { name: "result.lua", runtime: "luajit", lines: 2 },
    });
    expect(script("result.ts", "1")).toMatchObject({ ok: true, value: { runtime: "node" } });
  });

  it("names the names that it takes, and the one that was probably meant", () => {
    expect(messages(script("Result.PY", "1"))).toEqual([
      'The script is called "Result.PY"; it must be called result.lua, result.py, result.js or result.ts. Did you mean result.py?',
    ]);
    expect(messages(script("src/result.lua", "1"))[0]).toContain("Did you mean result.lua?");
    expect(messages(script("toString", "1"))[0]).not.toContain("Did you mean");
  });

  it("refuses what is no text, empty, or too large", () => {
    expect(messages(script("result.py", Uint8Array.of(0xff, 0xfe, 0x41, 0)))[0]).toContain(
      "result.py: The file is UTF-16",
    );
    expect(messages(script("result.py", "a\0b"))[0]).toContain("Byte 2 of the file is NUL");
    expect(messages(script("result.py", ""))).toEqual(["result.py: The file is empty."]);
    expect(messages(script("result.py", "x".repeat(262145)))[0]).toContain("262145 bytes; 262144 are allowed");
  });
});

describe("checkModel", () => {
  it("adds the files up", () => {
    expect(
      checkModel(handIn, [
        { name: "model.bin", bytes: 10 },
        { name: "b.json", bytes: 5 },
      ]),
    ).toEqual({
      ok: true,
      value: { files: 2, bytes: 15 },
    });
    expect(checkModel(handIn, []).ok).toBe(true);
  });

  it("refuses names that lead out of the model's folder or meet in it", () => {
    for (const name of ["../model.bin", "a/b", ".hidden", "", "näme", "-rf"])
      expect(messages(checkModel(handIn, [{ name, bytes: 1 }]))[0]).toContain("cannot be the name of a model file");
    expect(
      messages(
        checkModel(handIn, [
          { name: "a.bin", bytes: 1 },
          { name: "A.bin", bytes: 1 },
        ]),
      )[0],
    ).toContain("Two model files are called A.bin");
  });

  it("refuses too many files, too many bytes, and empty files", () => {
    const nine = Array.from({ length: 9 }, (_, k) => ({ name: `m${k}`, bytes: 30_000_000 }));
    const [count, size] = messages(checkModel(handIn, nine));
    expect(count).toContain("9 model files; 8 are allowed");
    expect(size).toContain("270000000 bytes together; 268435456 are allowed");
    expect(messages(checkModel(handIn, [{ name: "m", bytes: 0 }]))).toEqual(["The model file m is empty."]);
  });
});
