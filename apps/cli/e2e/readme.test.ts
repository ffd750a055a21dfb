import { execFile } from "node:child_process";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { openShell, type Shell } from "../fixtures/typed-command.ts";

const repository = resolve(import.meta.dirname, "../../..");
const starter = join(repository, "kits/lab1/starter/lua");

/** The `npx gradmark` lines of the README's code blocks, as argument lists. */
async function readmeCommands(): Promise<string[][]> {
  const text = await readFile(join(repository, "README.md"), "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const lines = blocks.flatMap((block) => block.split("\n")).filter((line) => line.startsWith("npx gradmark"));
  return lines.map((line) => splitWords(line.replace(/\s+#.*$/, "")).slice(2));
}

/** Words of a shell line; the README uses double quotes only. */
function splitWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** What the README's reader has in the folder: a trained model, its script, its entry, two small files to score. */
async function layOut(shell: Shell): Promise<void> {
  const file = (name: string) => join(shell.folder, name);
  await copyFile(join(starter, "result.lua"), file("result.lua"));
  await writeFile(file("mine.csv"), "Id,Label\n1,7\n2,1\n");
  await writeFile(file("truth.csv"), "Id,Label\n1,7\n2,2\n");
  const first = await shell.type("rerun", "--script", "result.lua", "--kit", "lab1");
  expect(first.stdout).toMatch(/^rejected/); // prepares the data; there is no model yet
  const data = join(shell.home, "published/lab1/public");
  const training = ["train.lua", "--data", data, "--out", file("model.bin"), "--epochs", "1", "--hidden", "16"];
  await promisify(execFile)("luajit", training, { cwd: starter });
  const made = ["rerun", "--script", "result.lua", "--model", "model.bin", "--kit", "lab1", "--out", "."];
  expect(await shell.type(...made)).toMatchObject({ exitCode: 0 });
}

describe("the commands of the README", () => {
  it("work as they stand, in their order", async () => {
    await using shell = await openShell();
    await layOut(shell);
    const commands = await readmeCommands();
    expect(commands.length).toBeGreaterThanOrEqual(8);
    for (const argv of commands) {
      // serving has tests of its own and does not end; training takes half a minute
      if (argv[0] === "serve" || (argv[0] === "benchmark" && !process.env.GRADMARK_FULL)) continue;
      const typed = await shell.type(...argv);
      expect.soft(typed.exitCode, `${argv.join(" ")}\n${typed.stdout}\n${typed.stderr}`).toBe(0);
    }
  }, 240_000);
});
