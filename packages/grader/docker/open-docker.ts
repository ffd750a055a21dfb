import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Driver } from "../box/driver.ts";
import { writeEtc } from "../box/etc-files.ts";
import type { UidPool } from "../box/lease.ts";
import { openDriver, type SandboxOptions } from "../box/open-driver.ts";
import { writeInPlace } from "../box/write-in-place.ts";
import type { RunGroup } from "../cgroup/run-group.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { SandboxError } from "../sandbox/sandbox-error.ts";
import { boxImage, makeBoxImage } from "./box-image.ts";
import { moveContainer } from "./container-group.ts";
import { containerName, createArguments, dockerFiles, ownLabel, ownProcesses } from "./create-arguments.ts";
import { askDocker, type DockerOptions, dockerCommand, dockerPath } from "./docker-client.ts";
import { seccompProfile } from "./seccomp-profile.ts";

/**
 * A container of a Docker Engine on this machine, with hard flags and a kernel uid of its own. The engine's own limits
 * hold besides; clock, output, control groups and collection are those of every driver.
 */
export function openDocker(options: SandboxOptions & { docker?: DockerOptions }): Sandbox {
  // The variable by which every client of Docker finds its engine.
  const host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock";
  return openDriver(dockerDriver({ host, ...options.docker }), options);
}

function dockerDriver(options: DockerOptions & { host: string }): Driver {
  const { host } = options;
  return {
    name: options.runtime === undefined ? "docker" : `docker-${options.runtime}`,
    tools: { paths: [dockerPath, "/usr/bin/env"], remedy: "install docker.io, or Docker's own docker-ce-cli" },
    etcFolder: (runFolder) => join(runFolder, dockerFiles.etc),
    groupProcesses: (limit) => (options.runtime === undefined ? limit + ownProcesses : Math.max(1500, 8 * limit)),
    open: ({ runFolder, pool }) => writeFiles(runFolder, pool),
    plan: async (prepared, spec) => {
      const { uid, runFolder, group } = prepared;
      if (uid === null)
        throw new Error(
          "An ordinary user's runs cannot be given an own uid and control groups. Start the launcher as root.",
        );
      const ask = (...words: string[]): Promise<string> => askDocker(runFolder, host, words);
      await makeBoxImage(runFolder, host);
      const name = containerName(uid);
      await createAnew(ask, createArguments({ ...prepared, uid }, spec, boxImage, options), name);
      return {
        start: { command: dockerCommand(runFolder, host, ["start", "--attach", "--interactive", name]) },
        admit: () => admit(ask, name, group),
        // Ending the client leaves the container: it is removed by name.
        remove: async () => void (await ask("rm", "--force", "--volumes", name)),
      };
    },
    exitCode: async (_, { uid, runFolder }) => await readExit(runFolder, host, containerName(uid ?? 0)),
    reap: async (runFolder) => await removeLeft(runFolder, host),
    limitsProcesses: options.runtime === undefined,
    hasOwnKernel: options.runtime !== undefined,
    callFilter: (mode) =>
      options.runtime !== undefined ? "a kernel of its own" : mode === "2" ? "filter of system calls" : null,
    remedy,
  };
}

function writeFiles(runFolder: string, pool: UidPool | null): void {
  const etc = join(runFolder, dockerFiles.etc);
  // A container has no user namespace: the program sees the uid that the kernel sees.
  writeEtc(
    etc,
    Array.from({ length: pool?.size ?? 0 }, (_, k) => (pool?.first ?? 0) + k),
  );
  // The engine mounts files of its own onto these.
  for (const name of ["hostname", "resolv.conf"]) writeInPlace(join(etc, name), "");
  mkdirSync(join(runFolder, dockerFiles.sys, "fs", "cgroup"), { recursive: true });
  writeInPlace(join(runFolder, dockerFiles.profile), JSON.stringify(seccompProfile()));
}

/** A launcher that was killed may have left a container of this name, which nobody else may have. */
async function createAnew(ask: (...words: string[]) => Promise<string>, create: string[], name: string): Promise<void> {
  try {
    await ask(...create);
  } catch (error) {
    if (!/is already in use/.test((error as Error).message)) throw error;
    await ask("rm", "--force", "--volumes", name);
    await ask(...create);
  }
}

interface State {
  isRunning: boolean;
  pid: number;
  exitCode: number;
  startedAt: string;
  /** Why the engine could not start it. */
  error: string;
}

const stateFormat = ["Running", "Pid", "ExitCode", "StartedAt", "Error"].map((name) => `{{.State.${name}}}`).join(" ");

function readState(text: string): State {
  const [running, pid, exitCode, startedAt = "", ...error] = text.split(" ");
  return {
    ...{ isRunning: running === "true", pid: Number(pid), exitCode: Number(exitCode), startedAt },
    error: error.join(" "),
  };
}

/** Waits until the container's first process is there, and moves it. */
async function admit(ask: (...words: string[]) => Promise<string>, name: string, group: RunGroup): Promise<void> {
  const { pid } = await waitFor(ask, name, (now) => (now.isRunning && now.pid > 0) || hasRun(now.startedAt));
  if (pid === 0) throw new SandboxError("host-sandbox-failed", "The container ended before it was started.");
  moveContainer(pid, group);
}

/** Null when the container's program was never started. */
async function readExit(runFolder: string, host: string, name: string): Promise<number | null> {
  const ask = (...words: string[]): Promise<string> => askDocker(runFolder, host, words);
  const ended = await waitFor(ask, name, ({ isRunning }) => !isRunning);
  return hasRun(ended.startedAt) && ended.error === "" ? ended.exitCode : null;
}

/** The engine says the year 1 of a container that was never started. */
const hasRun = (startedAt: string): boolean => !startedAt.startsWith("0001-");

async function waitFor(
  ask: (...words: string[]) => Promise<string>,
  name: string,
  isReached: (state: State) => boolean,
): Promise<State> {
  const end = performance.now() + 20_000;
  for (;;) {
    const found = readState(await ask("inspect", "--format", stateFormat, name));
    if (isReached(found)) return found;
    if (performance.now() > end)
      throw new SandboxError("host-sandbox-failed", `The container ${name} does not start or end.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Containers of this run folder whose uid nobody has leased any more. */
async function removeLeft(runFolder: string, host: string): Promise<void> {
  if (!existsSync(dockerPath)) return;
  const filter = `label=${ownLabel}=${runFolder}`;
  const names = await askDocker(runFolder, host, ["ps", "--all", "--filter", filter, "--format", "{{.Names}}"]);
  for (const name of names.split("\n").filter(Boolean))
    if (!existsSync(join(runFolder, name.replace("gradmark-", ""))))
      await askDocker(runFolder, host, ["rm", "--force", "--volumes", name]);
}

/** Known reasons why a container does not start, with what to do. */
function remedy(message: string): string {
  if (/Cannot connect to the Docker daemon|did not answer/.test(message))
    return `${message} Start the engine (systemctl start docker), or name another one in DOCKER_HOST.`;
  if (/bind source path does not exist/.test(message))
    return `${message} The engine does not see this launcher's mounts: run both in one mount namespace, not one of them in a container.`;
  if (/unknown or invalid runtime name|Unknown runtime specified/i.test(message))
    return `${message} Tell the engine of it: {"runtimes":{"runsc":{"path":"/usr/bin/runsc"}}} in /etc/docker/daemon.json.`;
  return message;
}
