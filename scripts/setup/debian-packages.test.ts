import { describe, expect, it } from "vitest";
import { buildPackages, cannotInstall, runtimePackages } from "./debian-packages.mjs";

describe("Debian packages that cannot be installed", () => {
  it("are named with their use and with the exact line to type", () => {
    const missing = [...runtimePackages, ...buildPackages].filter(({ name }) => ["luajit", "g++"].includes(name));
    expect(cannotInstall(missing)).toEqual({
      state: "failed",
      says: "missing: luajit (runs result scripts in Lua), g++ (compiles the binding to TensorFlow)",
      remedy: "As root, type: apt-get update && apt-get install -y --no-install-recommends luajit g++",
    });
  });

  it("each have a reason", () => {
    for (const { why } of [...buildPackages, ...runtimePackages]) expect(why).toMatch(/\w{3}/);
  });
});
