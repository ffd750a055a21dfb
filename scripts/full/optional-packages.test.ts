import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildPackages, runtimePackages } from "../setup/debian-packages.mjs";
import { installOptional, optionalPackages } from "./optional-packages.ts";

const names = (packages: readonly { name: string }[]) => packages.map(({ name }) => name);

/** A package manager that knows nothing installed, notes what it is asked, and has no package `absent`. */
const manager = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
case "$*" in *absent*) echo "E: Unable to locate package absent" >&2; exit 100;; *) exit 0;; esac
`;

let folder = "";
const path = process.env.PATH;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "optional-packages-"));
  await writeFile(join(folder, "apt-get"), manager);
  await writeFile(join(folder, "dpkg-query"), "#!/bin/sh\nexit 1\n");
  for (const program of ["apt-get", "dpkg-query"]) await chmod(join(folder, program), 0o755);
  process.env.PATH = `${folder}:${path}`;
});
afterEach(async () => {
  process.env.PATH = path;
  await rm(folder, { recursive: true });
});

const two = [
  { name: "absent", why: "is nowhere" },
  { name: "present", why: "can be had" },
];

async function installed(isRoot: boolean, now = () => 0): Promise<{ lines: string[]; asked: string[] }> {
  const lines: string[] = [];
  await installOptional(two, { isRoot, say: (line) => lines.push(line), now });
  const asked = await readFile(join(folder, "asked"), "utf8").catch(() => "");
  return { lines: lines.filter((line) => !line.startsWith("…")), asked: asked.split("\n").filter(Boolean) };
}

describe("what only the full tests need", () => {
  it("is nothing that set-up installs, and has a reason each", () => {
    const always = names([...buildPackages, ...runtimePackages]);
    expect(names(optionalPackages).filter((name) => always.includes(name))).toEqual([]);
    for (const { why } of optionalPackages) expect(why).toMatch(/\w{3}/);
  });

  it("is installed one by one: what cannot be had is said and keeps nothing else away, and the lists are fetched once", async () => {
    const { lines, asked } = await installed(true);
    expect(lines).toEqual([
      expect.stringMatching(/^– absent \(is nowhere\): .*Unable to locate package absent.*; its tests skip$/),
      "✓ present (can be had): installed present",
    ]);
    expect(asked.map((line) => line.match(/update$|install .*/)?.[0])).toEqual([
      "update",
      "install -y --no-install-recommends absent",
      "install -y --no-install-recommends present",
    ]);
  });

  it("is only named to an ordinary user, whose tests go on without", async () => {
    const { lines, asked } = await installed(false);
    expect(lines).toEqual([
      "– absent (is nowhere): missing: absent (is nowhere); its tests skip",
      "– present (can be had): missing: present (can be had); its tests skip",
    ]);
    expect(asked).toEqual([]);
  });

  it("is given up where the package manager takes too long, and the tests go on without", async () => {
    let minutes = 0;
    const { lines, asked } = await installed(true, () => 60_000 * 20 * minutes++);
    expect(lines.map((line) => line.match(/ not tried, .*; its tests skip$/)?.[0])).toEqual([
      " not tried, since the packages before it took more than 15 min; its tests skip",
      " not tried, since the packages before it took more than 15 min; its tests skip",
    ]);
    expect(asked).toEqual([]);
  });
});
