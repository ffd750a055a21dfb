import type { KnipConfig } from "knip";

/** Programs that tests start by their path, and what a starter shows to students: nothing imports them. */
const started = ["**/fixtures/**"];

const config: KnipConfig = {
  ignoreBinaries: ["gradmark", "mkfifo", "nvidia-smi", "luajit", "pdflatex"],
  ignore: ["kits/*/starter/**"],
  // A type beside the function that takes it is documentation, imported or not.
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: ["scripts/*.{ts,mjs}", "scripts/**/fixtures/*", "bench/*/{run,own}.ts"],
      // drizzle-orm: drizzle-kit looks for it beside itself. The linters
      // are started by scripts/test.ts.
      ignoreDependencies: ["drizzle-orm", "oxlint", "oxlint-tsgolint"],
    },
    // started as processes of their own
    "apps/cli": { entry: ["serve/portal-main.ts", "gradescope/main.ts"] },
    "apps/worker": { entry: ["main.ts", "launcher/main.ts", "launcher/command-main.ts", ...started] },
    "apps/portal": { entry: ["e2e/**/*.test.ts", "e2e/fixtures/*.ts"] },
    "packages/course": { entry: ["uploads/report-pages.ts"] },
    // The grammars are WebAssembly files, found by their names in quality/languages.ts.
    "packages/grader": {
      entry: started,
      ignoreDependencies: ["@tree-sitter-grammars/tree-sitter-lua", "tree-sitter-python", "tree-sitter-typescript"],
    },
    // node-api-headers: for the binding that scripts/setup compiles. tfjs-node-gpu: loaded by require, once that is there.
    "packages/reference-model": {
      entry: ["engine/probe-program.ts", "report/script/result.js"],
      ignoreDependencies: ["node-api-headers", "@tensorflow/tfjs-node-gpu"],
    },
    db: { entry: started },
  },
};

export default config;
