import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { openSandbox, type RunSpec, type Sandbox, sandboxNames } from "@gradmark/grader";

const rounds = 30;
const mebibyte = 2 ** 20;

const spec: RunSpec = {
  command: ["/usr/bin/true"],
  environment: { PATH: "/usr/bin:/bin" },
  mounts: [],
  limits: {
    wallMs: 30_000,
    cpuMs: 30_000,
    memoryBytes: 256 * mebibyte,
    processes: 64,
    outputBytes: mebibyte,
    diskBytes: 16 * mebibyte,
  },
  collect: null,
  keptLogBytes: 8192,
};

/** From the call to everything cleaned up, for a program that does nothing, all ways in turn in the same minute. */
export async function measureStart(): Promise<void> {
  const ways = new Map<string, () => Promise<unknown>>([["bare process", () => run(["/usr/bin/true"])]]);
  if (process.geteuid?.() === 0 && existsSync("/usr/bin/bwrap"))
    ways.set("setpriv + plain bwrap", () => run(plainBwrap));
  for (const name of sandboxNames) {
    const sandbox: Sandbox = await openSandbox(name);
    const { available, reduced, why } = await sandbox.probe();
    if (available && !reduced) ways.set(`driver ${name}`, () => sandbox.run(spec));
    else console.log(`driver ${name}: not measured. ${why}`);
  }
  const times = new Map<string, number[]>([...ways.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, way] of ways) {
      const start = performance.now();
      await way();
      times.get(name)?.push(performance.now() - start);
    }
  const bare = median(times.get("bare process") ?? []);
  for (const [name, all] of times) {
    const ms = median(all);
    console.log(
      `${name.padEnd(24)} ${ms.toFixed(1).padStart(7)} ms  ${(ms - bare).toFixed(1).padStart(7)} ms over bare`,
    );
  }
}

const plainBwrap = [
  ...["/usr/bin/setpriv", "--reuid=61063", "--regid=61063", "--clear-groups"],
  ...[
    "/usr/bin/bwrap",
    "--ro-bind",
    "/usr",
    "/usr",
    "--symlink",
    "usr/lib",
    "/lib",
    "--symlink",
    "usr/lib64",
    "/lib64",
  ],
  ...["--proc", "/proc", "--dev", "/dev", "--unshare-all", "--disable-userns", "--die-with-parent", "/usr/bin/true"],
];

function run([program = "", ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.once("error", reject);
    child.once("close", () => resolve());
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
