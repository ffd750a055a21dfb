import { describe, expect, it } from "vitest";
import { pathOutside, sameInstallation } from "./dependencies.mjs";

const lock = {
  packages: {
    "": {},
    "node_modules/a": { integrity: "sha512-a" },
    "node_modules/for-mac": { integrity: "sha512-m", optional: true },
    "node_modules/@gradmark/contract": { link: true },
  },
};
const installed = {
  packages: { "node_modules/a": { integrity: "sha512-a" }, "node_modules/@gradmark/contract": { link: true } },
};

describe("whether node_modules is what package-lock.json says", () => {
  it("is so when only packages for other machines are missing", () => {
    expect(sameInstallation(lock, installed)).toBe(true);
  });

  it("is not so when a package has other bytes, is missing, or should not be there", () => {
    const { "node_modules/a": _, ...withoutA } = installed.packages;
    expect(sameInstallation(lock, { packages: { ...installed.packages, "node_modules/a": { integrity: "x" } } })).toBe(
      false,
    );
    expect(sameInstallation(lock, { packages: withoutA })).toBe(false);
    expect(sameInstallation(lock, { packages: { ...installed.packages, "node_modules/b": {} } })).toBe(false);
  });
});

describe("the PATH for npm", () => {
  it("leaves out the clone's own node_modules, which npm empties while it runs", () => {
    expect(pathOutside("/clone", "/clone/node_modules/.bin:/usr/bin:/other/node_modules/.bin")).toBe(
      "/usr/bin:/other/node_modules/.bin",
    );
  });
});
