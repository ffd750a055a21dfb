import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

export interface StartedEngine {
  /** Its address, or null when there is none. */
  host: string | null;
  says: string;
  /** Ends it, if it was started here, and removes what it wrote. */
  stop(): Promise<void>;
}

const client = "/usr/bin/docker";
const startMs = 40_000;
const stopMs = 20_000;
const usualHost = "unix:///var/run/docker.sock";

/** The machine's engine where one answers; else one started by hand, without a network, in a folder of its own. */
export async function docker(isRoot: boolean): Promise<StartedEngine> {
  const nothing = { stop: async () => undefined };
  const present = process.env.DOCKER_HOST ?? usualHost;
  if (await answers(present)) return { ...nothing, host: present, says: `answers at ${present}` };
  const daemon = ["/usr/sbin/dockerd", "/usr/bin/dockerd"].find((path) => existsSync(path));
  if (daemon === undefined || !existsSync(client)) return { ...nothing, host: null, says: "none is installed" };
  if (!isRoot) return { ...nothing, host: null, says: "none runs, and only root can start one" };
  return await start(daemon);
}

async function start(daemon: string): Promise<StartedEngine> {
  const folder = await mkdtemp(join(tmpdir(), "gradmark-docker-"));
  const host = `unix://${join(folder, "socket")}`;
  const log = await open(join(folder, "log"), "w");
  // Without a bridge and firewall rules, which a machine in a machine often may not have; no test needs a network.
  const network = ["--iptables=false", "--ip6tables=false", "--bridge=none"];
  const places = ["--data-root", join(folder, "data"), "--exec-root", join(folder, "exec")];
  const args = ["--host", host, ...places, "--pidfile", join(folder, "pid"), ...network];
  const child = spawn(daemon, args, { stdio: ["ignore", log.fd, log.fd] });
  const started = await untilAnswering(child, host);
  await log.close();
  const stop = async (): Promise<void> => {
    await end(child);
    // A mount that the engine has left must not fail the tests that have passed.
    await rm(folder, { recursive: true, force: true }).catch((error: Error) => console.error(error.message));
  };
  if (started) return { host, says: "started by hand", stop };
  const text = await readFile(join(folder, "log"), "utf8");
  await stop();
  return { host: null, says: `cannot be started here: ${lastError(text)}`, stop: async () => undefined };
}

async function untilAnswering(child: ChildProcess, host: string): Promise<boolean> {
  const end = performance.now() + startMs;
  while (performance.now() < end && child.exitCode === null) {
    if (await answers(host)) return true;
    await sleep(250);
  }
  return false;
}

async function answers(host: string): Promise<boolean> {
  if (!existsSync(client)) return false;
  try {
    await promisify(execFile)(client, ["--host", host, "version"], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), stopMs);
  await ended;
  clearTimeout(force);
}

/** The line that says why, among a hundred that do not. */
function lastError(log: string): string {
  const lines = log.trim().split("\n");
  return lines.findLast((line) => /level=(error|fatal)|^failed/.test(line)) ?? lines.at(-1) ?? "it said nothing";
}
