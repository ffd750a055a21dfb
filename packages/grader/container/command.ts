import type { RunSpec } from "../sandbox/sandbox.ts";

export interface ContainerCommand {
  command: string[];
  environment: NodeJS.ProcessEnv;
}

/**
 * The command of a run without a view of its own: in place of a path of the box stands the path that it shows. Another
 * user, no way to more rights, and what limits a process can be given by itself.
 */
export function containerCommand(spec: RunSpec, uid: number): ContainerCommand {
  const { processes, diskBytes, cpuMs } = spec.limits;
  const user = ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups", "--no-new-privs"];
  const cpuSeconds = Math.ceil(cpuMs / 1000);
  const limits = [
    "prlimit",
    "--core=0",
    `--nproc=${processes}`,
    `--fsize=${diskBytes}`,
    "--nofile=512",
    `--cpu=${cpuSeconds}`,
  ];
  const shown = (text: string): string => {
    const mount = spec.mounts.find(({ at }) => text === at || text.startsWith(`${at}/`));
    return mount === undefined ? text : mount.source + text.slice(mount.at.length);
  };
  const environment = Object.entries(spec.environment).map(([name, value]) => [name, shown(value)] as const);
  return {
    command: [...user, "--", ...limits, ...spec.command.map(shown)],
    environment: Object.fromEntries(environment) as NodeJS.ProcessEnv,
  };
}
