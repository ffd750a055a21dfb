import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { openServicePlace, placeOf, type ServicePlace } from "./service-place.ts";
import { chooseServiceUser } from "./service-user.ts";
import { spawnAsServiceUser } from "./spawn.ts";

const user = { uid: 60_901, gid: 60_901 };
const isRoot = process.getuid?.() === 0;
const told = z.object({
  status: z.record(z.string(), z.string().optional()),
  umask: z.number(),
  env: z.array(z.string()),
  home: z.string(),
  file: z.string(),
  argument: z.string(),
});

/** A folder with a program and an empty data folder; `mode` is that of the folder around them. */
function makeInstallation(mode: number) {
  const root = mkdtempSync(join(tmpdir(), "gradmark-place-"));
  mkdirSync(join(root, "app"));
  writeFileSync(join(root, "app/package.json"), "{}");
  const program = join(root, "app/tells-who-it-is.mjs");
  copyFileSync(join(import.meta.dirname, "fixtures/tells-who-it-is.mjs"), program);
  chmodSync(root, mode);
  return {
    ...{ app: join(root, "app"), home: join(root, "var"), mountRoot: join("/run", root.slice(1)), program },
    [Symbol.dispose]: () => {
      rmSync(join("/run", root.slice(1)), { recursive: true, force: true });
      rmSync(root, { recursive: true });
    },
  };
}

async function askWho(place: ServicePlace, program: string): Promise<z.infer<typeof told>> {
  const child = spawnAsServiceUser(program, [placeOf(place, program)], { place, stdio: ["ignore", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("no stdout");
  return told.parse(JSON.parse(await text(child.stdout)));
}

describe.runIf(isRoot)("a service process started by root", () => {
  it("has the service user's ids, no groups, no capabilities and no way to new ones", async () => {
    using made = makeInstallation(0o755);
    const place = openServicePlace({ ...made, user });
    const { status, umask } = await askWho(place, made.program);
    expect(status.Uid).toBe("60901\t60901\t60901\t60901");
    expect(status.Gid).toBe("60901\t60901\t60901\t60901");
    expect(status.Groups?.trim()).toBe("");
    for (const set of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"])
      expect(status[set], set).toBe("0000000000000000");
    expect(status.NoNewPrivs).toBe("1");
    expect(umask).toBe(0o077);
    expect(statSync(join(made.home, "written"))).toMatchObject({ uid: 60_901, mode: 0o100600 });
  });

  it("gets the operator's settings for Gradmark, and nothing else of our environment", async () => {
    using made = makeInstallation(0o755);
    vi.stubEnv("GRADMARK_URL", "https://lab.example.edu");
    vi.stubEnv("DATABASE_PASSWORD", "secret");
    const { env } = await askWho(openServicePlace({ ...made, user }), made.program);
    vi.unstubAllEnvs();
    expect(env).toContain("GRADMARK_URL");
    const ours = env.filter((name) => !name.startsWith("GRADMARK_"));
    expect(ours.toSorted()).toEqual(["HOME", "LANG", "NODE_ENV", "PATH", "PWD"]);
  });

  it("runs from a folder that only root may enter, and writes to the data folder there", async () => {
    using made = makeInstallation(0o700);
    const place = openServicePlace({ ...made, user });
    const { status, home, file, argument } = await askWho(place, made.program);
    expect(status.Uid).toBe("60901\t60901\t60901\t60901");
    expect(home).toBe(join(made.mountRoot, "home"));
    expect(file).toBe(join(made.mountRoot, "app/tells-who-it-is.mjs"));
    expect(argument).toBe(file);
    expect(statSync(join(made.home, "written")).uid).toBe(60_901);
  });

  it("says what it may not read, and what to do", () => {
    using made = makeInstallation(0o700);
    chmodSync(join(made.app, "package.json"), 0o600);
    expect(() => openServicePlace({ ...made, user })).toThrow(/User 60901 may not read .*package.json.*chmod/);
  });

  it("leaves no mount behind on the host", async () => {
    using made = makeInstallation(0o700);
    await askWho(openServicePlace({ ...made, user }), made.program);
    expect(statSync(join(made.mountRoot, "app")).ino).not.toBe(statSync(made.app).ino);
  });
});

describe("the choice of the service user", () => {
  it("is none for a start without root", () => {
    expect(chooseServiceUser({ env: { GRADMARK_UID: "7" }, uid: 1000 })).toBeNull();
  });

  it("is 60900 unless GRADMARK_UID names another", () => {
    expect(chooseServiceUser({ env: {}, uid: 0 })).toEqual({ uid: 60_900, gid: 60_900 });
    expect(chooseServiceUser({ env: { GRADMARK_UID: "998" }, uid: 0 })).toEqual({ uid: 998, gid: 998 });
  });

  it("is none that a team's script may run under", () => {
    for (const uid of ["61000", "61063"])
      expect(() => chooseServiceUser({ env: { GRADMARK_UID: uid }, uid: 0 }), uid).toThrow("scripts of teams");
  });

  it("refuses root and what is no number", () => {
    for (const bad of ["0", "-1", "root", "65534", "1e3", "99999999"])
      expect(() => chooseServiceUser({ env: { GRADMARK_UID: bad }, uid: 0 }), bad).toThrow("ordinary user");
  });
});
