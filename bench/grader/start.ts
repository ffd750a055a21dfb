import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { openSandbox, type RunSpec, sandboxNames } from "@gradmark/grader";

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

interface Cost {
  wallMs: number[];
  cpuMs: number;
}

/**
 * From the call to everything cleaned up, for a program that does nothing, all ways in turn in the same minute.
 * Processor time is that of this process and of all that it has waited for; what the Docker Engine does is not in it.
 */
export async function measureStart(): Promise<void> {
  const ways = await findWays();
  const costs = new Map<string, Cost>([...ways.keys()].map((name) => [name, { wallMs: [], cpuMs: 0 }]));
  for (let round = -2; round < rounds; round++)
    for (const [name, way] of ways) {
      const cpu = processorMs();
      const start = performance.now();
      await way();
      const cost = costs.get(name);
      if (round < 0 || !cost) continue;
      cost.wallMs.push(performance.now() - start);
      cost.cpuMs += processorMs() - cpu;
    }
  print(costs);
}

async function findWays(): Promise<Map<string, () => Promise<unknown>>> {
  const ways = new Map<string, () => Promise<unknown>>([["bare process", () => run(["/usr/bin/true"])]]);
  if (process.geteuid?.() === 0 && existsSync("/usr/bin/bwrap")) ways.set("plain bubblewrap", () => run(plainBwrap));
  if (existsSync("/usr/bin/isolate"))
    ways.set("isolate, init + run + cleanup", async () => {
      for (const words of isolate) await run(words);
    });
  else console.log("isolate: not measured. It is not installed, and Debian 12 has no package of it.");
  for (const name of sandboxNames) {
    const sandbox = await openSandbox(name);
    const { available, reduced, why } = await sandbox.probe();
    if (available && !reduced) ways.set(`driver ${name}`, () => sandbox.run(spec));
    else console.log(`driver ${name}: not measured. ${why}`);
  }
  return ways;
}

function print(costs: ReadonlyMap<string, Cost>): void {
  const of = (name: string): number => median(costs.get(name)?.wallMs ?? []);
  const [bare, plain] = [of("bare process"), of("plain bubblewrap")];
  console.log(
    `load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(" ")}, ${rounds} runs each`,
  );
  console.log("way                           median ms  fastest  over bare  × plain  CPU ms a run");
  for (const [name, { wallMs, cpuMs }] of costs) {
    const ms = median(wallMs);
    const cells = [ms, Math.min(...wallMs), ms - bare, ms / plain, cpuMs / wallMs.length];
    console.log(`${name.padEnd(30)}${cells.map((cell) => cell.toFixed(1).padStart(9)).join(" ")}`);
  }
}

const plainBwrap = [
  ...["/usr/bin/setpriv", "--reuid=61063", "--regid=61063", "--clear-groups", "/usr/bin/bwrap"],
  ...["--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"],
  // `--unshare-all` only tries the user namespace, and `--disable-userns` refuses to start on that.
  ...["--proc", "/proc", "--dev", "/dev", "--unshare-user", "--unshare-all", "--disable-userns"],
  ...["--die-with-parent", "/usr/bin/true"],
];

const isolate = [
  ["/usr/bin/isolate", "--init"],
  ["/usr/bin/isolate", "--run", "--", "/usr/bin/true"],
  ["/usr/bin/isolate", "--cleanup"],
];

function run([program = "", ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.once("error", reject);
    // A way that fails at once would be the fastest of all.
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}

/** Own and waited-for children's time (proc(5), stat, fields 14 to 17), in steps of 10 ms. */
function processorMs(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, field) => sum + 10 * Number(field), 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
