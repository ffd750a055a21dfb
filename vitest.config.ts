import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,packages,scripts,bench}/**/*.test.ts", "db/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/.next/**"],
    environment: "node",
    // Many tests wait for a process or a browser; with one worker, the default on two cores, a core would idle.
    maxWorkers: 2,
    // A limit for what hangs, not a measure of speed: another worker may be training a model meanwhile.
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
