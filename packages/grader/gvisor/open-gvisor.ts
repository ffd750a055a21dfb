import { chownSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Driver } from "../box/driver.ts";
import { writeEtc } from "../box/etc-files.ts";
import { launchTools, launchWords, resources } from "../box/launch-command.ts";
import { openDriver, type SandboxOptions } from "../box/open-driver.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { writeBundle } from "./bundle.ts";
import { programExit } from "./program-exit.ts";

/** A kernel in user space (runsc) between the program and the host's kernel, under a kernel uid of its own. */
export function openGvisor(options: SandboxOptions): Sandbox {
  return openDriver(gvisor, options);
}

const runscPath = "/usr/bin/runsc";
const etcFolder = (runFolder: string): string => join(runFolder, "etc-gvisor");
const gvisor: Driver = {
  name: "gvisor",
  tools: { paths: [...Object.values(launchTools), runscPath], remedy: "install runsc and perl" },
  etcFolder,
  // Host threads are not guest threads, and the sentry crashes at a low limit.
  groupProcesses: (limit) => Math.max(1500, 8 * limit),
  open: ({ runFolder }) => writeEtc(etcFolder(runFolder), [0]),
  plan: (prepared, spec) => {
    const { engine } = prepared.box;
    writeBundle(engine, spec, prepared.box, prepared.system);
    const state = join(engine, "state");
    mkdirSync(state);
    if (prepared.uid !== null) chownSync(state, prepared.uid, prepared.uid);
    // Also the name of an abstract socket of the host: two runs of one name cannot be at once.
    const name = `box-${basename(prepared.folder)}`;
    const command = [runscPath, ...runscOptions(engine), "run", "--bundle", engine, name];
    return { start: { words: launchWords(prepared, [[resources.core, 0]], { command }) } };
  },
  exitCode: ({ exitCode }, { box }) => programExit(exitCode, box.engine),
  // Neither its RLIMIT_NPROC nor the host sees the threads of its guests; memory and clock hold a fork bomb.
  limitsProcesses: false,
  hasOwnKernel: true,
  callFilter: () => "a kernel of its own",
  remedy: (message) => message,
};

function runscOptions(engine: string): string[] {
  return [
    "--rootless",
    `--root=${join(engine, "state")}`,
    "--network=none",
    // ptrace needs nothing of the host; KVM can hang for ever in a nested guest.
    "--platform=ptrace",
    "--ignore-cgroups",
    "--overlay2=none",
    "--log-format=json",
    `--log=${join(engine, "log")}`,
  ];
}
