import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeReport } from "../demo/report-pdf.ts";
import { writeTwoImages } from "../fixtures/started-command.ts";
import { openShell, type Shell } from "../fixtures/typed-command.ts";

const script =
  'local out = io.open("predictions.csv", "w")\nout:write("Id,Label\\n")\nfor id in io.open(os.getenv("GRADMARK_TEST_DATA") .. "/test.csv"):read("*a"):gmatch("%d+") do out:write(id, ",7\\n") end\n';

async function handIn(shell: Shell, name = "result.lua"): Promise<string> {
  const folder = join(shell.folder, "hand-in");
  await mkdir(folder);
  await writeFile(join(folder, name), script);
  await writeFile(join(folder, "report.pdf"), await writeReport({ team: "Example", sections: [], validation: [] }));
  await writeTwoImages(shell);
  return folder;
}

function precheck(shell: Shell) {
  return shell.type("precheck", "hand-in", "--kit", "lab1", "--data", "data", "--json");
}

describe("gradmark precheck", { timeout: 30_000 }, () => {
  it("passes a hand-in whose script makes its entry", async () => {
    await using shell = await openShell();
    const folder = await handIn(shell);
    await writeFile(join(folder, "predictions.csv"), "Id,Label\n9,7\n4,7\n");
    const typed = await precheck(shell);
    expect(typed.json()).toMatchObject({
      checks: ["script", "report", "model", "entry", "rerun"].map((name) => ({ name, ok: true })),
    });
    expect(typed.exitCode).toBe(0);
  });

  it("says which rows the script makes otherwise, and ends with 1", async () => {
    await using shell = await openShell();
    const folder = await handIn(shell);
    await writeFile(join(folder, "predictions.csv"), "Id,Label\n9,7\n4,1\n");
    const typed = await precheck(shell);
    expect(typed.exitCode).toBe(1);
    expect(typed.stdout).toContain("1 of 2 predictions differ");
  });

  it("does not run a script under a name that the kit does not know", async () => {
    await using shell = await openShell();
    await handIn(shell, "main.lua");
    const typed = await precheck(shell);
    expect(typed.json()).toMatchObject({
      checks: [{ name: "script", ok: false }, { name: "report" }, { name: "model" }],
    });
    expect(typed.stdout).toContain("result.lua");
    expect(typed.exitCode).toBe(1);
  });
});
