import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openShell } from "../fixtures/typed-command.ts";

const guide = resolve(import.meta.dirname, "../../../docs/guides/operators.md");

/** The `npx gradmark` lines of the section “Accounts”, as argument lists; double quotes keep words together. */
async function accountCommands(): Promise<string[][]> {
  const text = await readFile(guide, "utf8");
  const section = /^## Accounts$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text)?.[1] ?? "";
  const lines = [...section.matchAll(/^npx gradmark (.*)$/gm)].map(([, line = ""]) => line);
  return lines.map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ""));
}

describe("the operator's guide", () => {
  it("has commands for accounts that work as they stand, in their order", async () => {
    await using shell = await openShell();
    const commands = await accountCommands();
    expect(commands.length).toBeGreaterThanOrEqual(5);
    for (const argv of commands) {
      const typed = await shell.type(...argv);
      expect.soft(typed.exitCode, `${argv.join(" ")}\n${typed.stdout}\n${typed.stderr}`).toBe(0);
    }
  });

  it("names every variable that the policy of accounts reads", async () => {
    const text = await readFile(guide, "utf8");
    const policy = await readFile(join(import.meta.dirname, "../../portal/server/accounts/account-policy.ts"), "utf8");
    const read = new Set(policy.match(/GRADMARK_[A-Z_]+[A-Z]/g));
    expect([...read].filter((name) => name !== "GRADMARK_OIDC" && !text.includes(`\`${name}\``))).toEqual([]);
  });
});
