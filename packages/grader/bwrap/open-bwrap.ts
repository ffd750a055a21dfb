import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Driver } from "../box/driver.ts";
import { writeEtc } from "../box/etc-files.ts";
import { launchTools, launchWords } from "../box/launch-command.ts";
import { openDriver, type SandboxOptions } from "../box/open-driver.ts";
import { writeInPlace } from "../box/write-in-place.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { seccompFilter } from "../seccomp/filter.ts";
import { bwrapCommand, bwrapLimits, bwrapOptions, bwrapPath, ownProcesses, programUid } from "./command-line.ts";

/** Namespaces by bubblewrap, a seccomp filter of ours, and a kernel uid for each run. */
export function openBwrap(options: SandboxOptions): Sandbox {
  return openDriver(bwrap, options);
}

const filterPath = (runFolder: string): string => join(runFolder, "filter.bpf");
const etcFolder = (runFolder: string): string => join(runFolder, "etc");

const bwrap: Driver = {
  name: "bwrap",
  tools: { paths: [...Object.values(launchTools), bwrapPath], remedy: "install bubblewrap and perl" },
  etcFolder,
  groupProcesses: (limit) => limit + ownProcesses,
  open: ({ runFolder }) => {
    writeEtc(etcFolder(runFolder), [programUid]);
    writeInPlace(filterPath(runFolder), seccompFilter(process.arch === "arm64" ? "arm64" : "x64"));
  },
  plan: (prepared, spec) => {
    const optionsPath = join(prepared.folder, "options");
    const options = bwrapOptions(spec, prepared.box, prepared.system);
    writeFileSync(optionsPath, options.map((option) => `${option}\0`).join(""), { mode: 0o600 });
    const files = [optionsPath, filterPath(prepared.runFolder)];
    const limits = bwrapLimits(prepared.uid, spec.limits);
    const sandbox = { command: bwrapCommand(spec.command), files, writesStatus: true };
    return { start: { words: launchWords(prepared, limits, sandbox) } };
  },
  // `--json-status-fd` writes `{ "exit-code": n }` when the program was started and has ended.
  exitCode: ({ status }) => {
    const code = /"exit-code"\s*:\s*(\d+)/.exec(status)?.[1];
    return code === undefined ? null : Number(code);
  },
  limitsProcesses: true,
  hasOwnKernel: false,
  callFilter: (seccompMode) => (seccompMode === "2" ? "filter of system calls" : null),
  remedy,
};

/** Known reasons why bubblewrap does not start, with what to do. */
function remedy(message: string): string {
  if (/setting up uid map: Permission denied/.test(message))
    return `${message} On Ubuntu 23.10 and newer, AppArmor forbids it: install an AppArmor profile for bwrap (bubblewrap issue 632).`;
  if (/No permissions to creat|Creating new namespace failed/.test(message))
    return `${message} Unprivileged user namespaces are switched off: set sysctl kernel.unprivileged_userns_clone=1 and user.max_user_namespaces above 0.`;
  return message;
}
