import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const { scripts } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

describe("the npm scripts", () => {
  it("look Node up anew after set-up, since a shell remembers the older one that set-up was started with", () => {
    const chained = Object.values<string>(scripts).filter((script) => script.startsWith("node scripts/setup.mjs &&"));
    expect(chained.length).toBeGreaterThan(0);
    expect(chained.filter((script) => /&& node\b/.test(script))).toEqual([]);
  });
});
