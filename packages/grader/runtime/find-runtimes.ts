import { execFile } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RuntimeName } from "@gradmark/contract";
import { emptyEnvironment } from "../sandbox/empty-environment.ts";
import { type FoundRuntime, type Runtime, startedBy } from "./runtime.ts";

const run = promisify(execFile);

export type Runtimes = Readonly<Record<RuntimeName, FoundRuntime>>;

/** Where the root file systems of runtimes that are no package lie, each in a folder of its name. */
export const runtimesFolder = "/var/lib/gradmark/runtimes";

/**
 * Looks for the runtimes: Debian's LuaJIT and Python (a pyenv shim would name files that no box has), the Node that
 * runs this program, and Torch7 in a root file system of its own.
 */
export async function findRuntimes(node: string = process.execPath, folder = runtimesFolder): Promise<Runtimes> {
  const [luajit, python, javascript] = await Promise.all([findLuajit(), findPython(), findNode(node)]);
  return { luajit, python, node: javascript, torch7: findTorch7(join(folder, "torch7")) };
}

/** The runtimes of this machine, as `doctor` shows them. */
export async function listRuntimes(): Promise<
  {
    name: RuntimeName;
    version: string | null;
    why: string | null;
    packages: Readonly<Record<string, string>>;
    /** How a script is started where its kit does not say it. */
    entry: readonly string[] | null;
    /** Whether a machine can do without it. */
    optional: boolean;
  }[]
> {
  const found = await findRuntimes();
  return Object.entries(found).map(([name, { runtime, why }]) => ({
    name: name as RuntimeName,
    version: runtime?.version ?? null,
    why,
    packages: runtime?.packages ?? {},
    entry: runtime?.entry ?? null,
    optional: name === "torch7",
  }));
}

async function findLuajit(): Promise<FoundRuntime> {
  const program = "/usr/bin/luajit";
  const version = await printed(program, ["-v"], /LuaJIT (\S+)/);
  if (version === null) return { runtime: null, why: `${program} is missing: apt-get install luajit.` };
  const runtime: Runtime = {
    name: "luajit",
    version,
    packages: {},
    mounts: [],
    rootFolder: null,
    environment: { LUA_PATH: "/script/?.lua;;" },
    // Line by line, so that the last line printed is known of a script that was stopped.
    ...startedBy(program, ["luajit", "-e", 'io.stdout:setvbuf("line")', "{script}"]),
  };
  return { runtime, why: null };
}

/** Prints the versions of Python and of the packages that are there. */
const pythonVersions = `
import sys, importlib
print("python", sys.version.split()[0])
for name in ("numpy", "scipy", "torch"):
    try: print(name, importlib.import_module(name).__version__)
    except ImportError: pass`;

async function findPython(): Promise<FoundRuntime> {
  const program = "/usr/bin/python3";
  const text = await printed(program, ["-I", "-c", pythonVersions], /^([\s\S]+)$/);
  if (text === null) return { runtime: null, why: `${program} is missing: apt-get install python3-numpy.` };
  const versions = Object.fromEntries(
    text
      .trim()
      .split("\n")
      .map((line) => line.split(" ") as [string, string]),
  );
  const { python: version = "", ...packages } = versions;
  if (packages.numpy === undefined)
    return { runtime: null, why: `${program} has no numpy: apt-get install python3-numpy.` };
  const runtime: Runtime = {
    name: "python",
    version,
    packages,
    mounts: [],
    rootFolder: null,
    environment: {
      PYTHONHASHSEED: "0",
      PYTHONUNBUFFERED: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONNOUSERSITE: "1",
    },
    ...startedBy(program, ["python3", "{script}"]),
  };
  return { runtime, why: null };
}

/** Where the Node binary appears in a box: its own place may be a folder that no box can reach. */
const nodeInBox = "/runtime/node";

async function findNode(program: string): Promise<FoundRuntime> {
  const version = await printed(program, ["--version"], /v(\S+)/);
  if (version === null) return { runtime: null, why: `${program} does not run.` };
  if (Number(version.split(".")[0]) < 24)
    return { runtime: null, why: `${program} is Node ${version}; TypeScript needs 24 or newer.` };
  const runtime: Runtime = {
    name: "node",
    version,
    packages: {},
    mounts: [{ source: realpathSync(program), at: nodeInBox }],
    rootFolder: null,
    environment: { NODE_NO_WARNINGS: "1" },
    ...startedBy(nodeInBox, ["node", "{script}"]),
  };
  return { runtime, why: null };
}

/** Where the recipe of docker/runtimes/torch7 puts it. */
const torchInBox = "/usr/local/bin/luajit";

/** Its programs are for the root's own libraries and cannot be asked here: a file of the recipe says what it is. */
function findTorch7(root: string): FoundRuntime {
  const label = join(root, "usr/local/share/gradmark-runtime");
  if (!existsSync(join(root, torchInBox)) || !existsSync(label))
    return { runtime: null, why: `${root} holds no Torch7: build it as docker/runtimes/torch7/README.md says.` };
  const runtime: Runtime = {
    ...{ name: "torch7" as const, version: readFileSync(label, "utf8").trim(), packages: {}, mounts: [] },
    environment: { LUA_PATH: "/script/?.lua;;" },
    rootFolder: root,
    ...startedBy(torchInBox, ["luajit", "-e", 'io.stdout:setvbuf("line") require("torch")', "{script}"]),
  };
  return { runtime, why: null };
}

async function printed(program: string, args: readonly string[], pattern: RegExp): Promise<string | null> {
  if (!existsSync(program)) return null;
  try {
    const { stdout } = await run(program, args, { timeout: 30_000, env: emptyEnvironment });
    return pattern.exec(stdout)?.[1] ?? null;
  } catch {
    // A program that does not even tell its version is as good as missing.
    return null;
  }
}
