import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkScript } from "./check-script.ts";

const rules = { maxBytes: 100 };
const check = async (name: string, content: string | Uint8Array, more: object = {}) => {
  const checked = await checkScript({ name, bytes: Buffer.from(content) }, { ...rules, ...more });
  return "code" in checked ? checked : checked.runtime;
};

describe("checking a script before it is run", () => {
  const folder = mkdtempSync(join(tmpdir(), "gradmark-script-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["result.lua", "luajit"],
    ["result.py", "python"],
    ["result.js", "node"],
    ["result.mts", "node"],
  ])("knows the runtime of %s", async (name, runtime) => expect(await check(name, "x")).toBe(runtime));

  it("runs only what the kit names", async () => {
    const scriptNames = { "result.lua": "luajit" };
    expect(await check("result.lua", "x", { scriptNames })).toBe("luajit");
    expect(await check("result.py", "x", { scriptNames })).toMatchObject({
      code: "script-unknown-runtime",
      message: expect.stringContaining("it must be named result.lua"),
    });
  });

  it.each(["../result.py", "-c.py", "a b.py", "result.sh", "result.py\n", ".py", "résumé.py", "a..py"])(
    "refuses the name %j",
    async (name) => expect(await check(name, "x")).toMatchObject({ code: "script-unknown-runtime", side: "team" }),
  );

  it.each([
    ["script-unreadable", ""],
    ["script-not-utf8", Buffer.from([0x61, 0xff])],
    ["script-not-utf8", Buffer.from([0xff, 0xfe, 0x61, 0])],
    ["script-not-utf8", "a\0b"],
    ["script-too-large", "x".repeat(101)],
  ])("says %s for %j", async (code, content) => expect(await check("result.py", content)).toMatchObject({ code }));

  it("follows no link and reads no folder", async () => {
    writeFileSync(join(folder, "real.py"), "x");
    symlinkSync("real.py", join(folder, "link.py"));
    const at = async (name: string) => checkScript({ path: join(folder, name) }, rules);
    expect(await at("real.py")).toMatchObject({ runtime: "python" });
    expect(await at("link.py")).toMatchObject({
      code: "script-unreadable",
      message: expect.stringContaining("a link"),
    });
    expect(await at("gone.py")).toMatchObject({ code: "script-unreadable" });
  });
});
