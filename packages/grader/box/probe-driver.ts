import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunLimits, SandboxCapability } from "@gradmark/contract";
import { groupControllers } from "../cgroup/cgroup-group.ts";
import { missingCapabilities } from "../sandbox/requirements.ts";
import type { CapabilityReport, OutputListener, RunSpec, SandboxProbe } from "../sandbox/sandbox.ts";
import type { Driver } from "./driver.ts";
import type { Facilities } from "./facilities.ts";
import { processUids } from "./lease.ts";
import { prepareRun } from "./prepare-run.ts";
import { runPrepared } from "./run-prepared.ts";

const testLimits: RunLimits = {
  wallMs: 10_000,
  cpuMs: 5_000,
  memoryBytes: 128 * 2 ** 20,
  processes: 32,
  outputBytes: 65_536,
  diskBytes: 2 ** 20,
};

/** Appears in the program's folder when it has been looked at from outside. */
const seenMark = "seen";
/** Begins the last line that the program says. */
const lastLine = "kernel: ";

/** Says what holds it from inside; then waits until it has been looked at from outside, which may be late under load. */
const selfTest = `
grep -E '^(CapEff|Seccomp|NoNewPrivs):' /proc/self/status
echo "environ: $(tr '\\0' '\\n' < /proc/1/environ | cut -d= -f1 | tr '\\n' ' ')"
echo "interfaces: $(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | tr '\\n' ' ')"
test -w /proc/sys/kernel/core_pattern && echo "${lastLine}writable" || echo "${lastLine}closed"
while [ ! -e ${seenMark} ]; do sleep 0.01; done`;

/** Runs a program that looks at its own box, and looks at it from outside; makes the list of capabilities. */
export async function probeDriver(
  driver: Driver,
  facilities: Facilities,
  required: readonly SandboxCapability[],
): Promise<SandboxProbe> {
  const unavailable = (why: string): SandboxProbe => ({
    ...{ sandbox: driver.name, available: false, reduced: true, why, capabilities: [] },
  });
  const absent = driver.tools.paths.filter((path) => !existsSync(path));
  if (absent.length > 0) return unavailable(`${absent.join(", ")} not found: ${driver.tools.remedy}.`);
  try {
    const seen = await lookAroundMounted(driver, facilities);
    if (seen.unsafe.length > 0) return unavailable(`The self-test failed: ${seen.unsafe.join("; ")}.`);
    const capabilities = listCapabilities(driver, facilities, seen);
    const draft = { sandbox: driver.name, available: true, reduced: false, why: null, capabilities };
    const missing = missingCapabilities(draft, required);
    return { ...draft, reduced: missing.length > 0, why: missing.length > 0 ? missing.join(" ") : null };
  } catch (error) {
    return unavailable(driver.remedy((error as Error).message));
  }
}

/** Root of a container may have no right to mount: its boxes are then plain folders, without a quota. */
async function lookAroundMounted(driver: Driver, facilities: Facilities): Promise<Observation> {
  try {
    return await lookAround(driver, facilities);
  } catch (error) {
    const isRefused = /mount: .*(Permission denied|Operation not permitted)/.test((error as Error).message);
    if (!facilities.canMount || !isRefused) throw error;
    facilities.canMount = false;
    return await lookAround(driver, facilities);
  }
}

interface Observation {
  /** Findings that make it no sandbox at all. */
  unsafe: string[];
  networkIsolated: boolean;
  seccompMode: string;
  hostUids: Set<number>;
}

async function lookAround(driver: Driver, facilities: Facilities): Promise<Observation> {
  const spec: RunSpec = {
    command: ["/bin/sh", "-c", selfTest],
    environment: { PATH: "/usr/bin:/bin" },
    mounts: [],
    limits: testLimits,
    collect: null,
    keptLogBytes: 8192,
  };
  const prepared = await prepareRun(facilities, spec, driver);
  const hostUids = new Set<number>();
  let said = "";
  const lookFromOutside: OutputListener = (stream, chunk) => {
    if (stream === "stdout") said += Buffer.from(chunk).toString("latin1");
    if (!said.includes(`\n${lastLine}`)) return;
    for (const { uid } of processUids().filter((p) => p.uid === prepared.uid)) hostUids.add(uid);
    writeFileSync(join(prepared.box.work, seenMark), "");
  };
  try {
    const { stdout } = await runPrepared(driver, prepared, spec, { capabilities: [], onOutput: lookFromOutside });
    return { ...readSelfTest(Buffer.from(stdout.head).toString("latin1"), driver.hasOwnKernel), hostUids };
  } finally {
    await prepared.dispose();
  }
}

function readSelfTest(text: string, hasOwnKernel: boolean): Omit<Observation, "hostUids"> {
  const lines = new Map(text.split("\n").map((line) => [line.split(":")[0] ?? "", line.split(":")[1]?.trim() ?? ""]));
  const unsafe: string[] = [];
  if (!/^0+$/.test(lines.get("CapEff") ?? "")) unsafe.push("capabilities are left inside");
  if (!hasOwnKernel && lines.get("NoNewPrivs") !== "1") unsafe.push("new privileges are possible inside");
  const names = (lines.get("environ") ?? "unknown").split(" ");
  if (names.some((name) => !["", "PATH", "HOME", "TMPDIR"].includes(name)))
    unsafe.push("the launcher's environment is visible inside");
  if (lines.get("kernel") !== "closed") unsafe.push("kernel settings are writable inside");
  return { unsafe, networkIsolated: lines.get("interfaces") === "lo", seccompMode: lines.get("Seccomp") ?? "0" };
}

function listCapabilities(driver: Driver, facilities: Facilities, seen: Observation): CapabilityReport[] {
  const root = "Start the launcher as root.";
  const groups = facilities.hierarchies
    ? groupControllers(facilities.hierarchies)
    : { memory: false, pids: false, cpuTime: false };
  const filter = driver.callFilter(seen.seccompMode);
  const controller = (name: string): string => `The ${name} control group is missing. ${facilities.pool ? "" : root}`;
  const noProcessLimit = driver.limitsProcesses ? controller("pids") : `${driver.name} does not limit processes.`;
  const item = (name: SandboxCapability, present: boolean, how: string, whyNot: string): CapabilityReport => ({
    name,
    present,
    why: (present ? how : whyNot).trim(),
  });
  return [
    item("network-isolation", seen.networkIsolated, "own network namespace", "Other interfaces than lo are visible."),
    item("distinct-uid", seen.hostUids.size === 1, "one kernel uid a run", `Runs have the launcher's own uid. ${root}`),
    item("kill-all", true, facilities.hierarchies ? "control group" : "pid namespace", ""),
    item("wall-limit", true, "monotonic clock of the supervisor", ""),
    item("memory-limit", groups.memory, "control group", controller("memory")),
    item("process-limit", groups.pids && driver.limitsProcesses, "control group", noProcessLimit),
    item("cpu-accounting", groups.cpuTime, "control group", controller("cpu")),
    item(
      "disk-quota",
      facilities.canMount,
      "tmpfs of limited size",
      `No right to mount (CAP_SYS_ADMIN). ${facilities.pool ? "" : root}`,
    ),
    item("seccomp", filter !== null, filter ?? "", "The kernel has no seccomp filters."),
    item("oom-detection", groups.memory, "oom_kill counter", controller("memory")),
  ];
}
