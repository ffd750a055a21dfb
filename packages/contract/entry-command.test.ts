import { describe, expect, it } from "vitest";
import { entryCommand, entryCommandFaults } from "./entry-command.ts";

describe("an entry command", () => {
  it.each([[["luajit", "-joff", "{script}"]], [["python3", "{script}", "--test"]]])(
    "may have options and arguments: %j",
    (words) => {
      expect(entryCommand.parse(words)).toEqual(words);
    },
  );

  it.each([
    ["no script", ["luajit", "-v"]],
    ["the script twice", ["luajit", "{script}", "{script}"]],
    ["the script as its program", ["{script}", "-x"]],
    ["a script that is part of a word", ["luajit", "-e{script}"]],
    ["a control character", ["luajit", "{script}", "a\u001b[2J"]],
    ["an end of a string", ["luajit", "{script}", "a\0b"]],
    ["an empty word", ["luajit", "", "{script}"]],
    ["seventeen words", ["luajit", "{script}", ...Array<string>(15).fill("x")]],
  ])("is refused with %s", (_, words) => {
    expect(entryCommand.safeParse(words).success).toBe(false);
  });

  it("begins with the interpreter of its runtime and with no other program, a shell least of all", () => {
    const names = { "result.lua": "luajit", "result.py": "python" } as const;
    const faults = (command: Record<string, string[]>) => entryCommandFaults({ names, command });
    expect(faults({ "result.lua": ["luajit", "{script}"], "result.py": ["python3", "{script}"] })).toEqual([]);
    for (const program of ["/bin/sh", "sh", "python3", "/usr/bin/luajit", "luajit\u0000"])
      expect(faults({ "result.lua": [program, "{script}"] })).toMatchObject([{ name: "result.lua" }]);
    expect(faults({ "other.lua": ["luajit", "{script}"] })).toMatchObject([{ name: "other.lua" }]);
    expect(faults({ constructor: ["luajit", "{script}"] })).toMatchObject([{ name: "constructor" }]);
    expect(entryCommandFaults({ names })).toEqual([]);
  });
});
