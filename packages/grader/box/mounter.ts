import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { emptyEnvironment } from "../sandbox/empty-environment.ts";
import { callNumbers } from "./call-numbers.ts";
import { launchTools } from "./launch-command.ts";

/** One call of mount(2), or of umount2(2) when `source` is null. */
export interface MountCall {
  source: string | null;
  target: string;
  type: string;
  flags: number;
  options: string;
}

/** Flags of mount(2) (sys/mount.h). */
export const mountFlags = {
  ...{ readOnly: 1, noSetuid: 2, noDevices: 4, remount: 32, noLinks: 256, bind: 4096 },
  recursivePrivate: 0x44000,
} as const;

/** Detaches at once, also what is still busy (MNT_DETACH). */
const detach = 2;

/** Makes mounts for its launcher, one after the other. */
export interface Mounter {
  /** @throws Error of the first call that fails; the earlier ones stay made */
  call(calls: readonly MountCall[]): Promise<void>;
}

/** Reads calls of five fields, each ended by a zero byte; answers each with an error text, empty when it worked. */
const loop = `
my ($mount, $umount) = @ARGV;
$/ = "\\0";
$| = 1;
while (defined(my $source = <STDIN>)) {
  my ($target, $type, $flags, $options) = map { my $field = <STDIN>; chomp $field; $field } 1 .. 4;
  chomp $source;
  $! = 0;
  my $done = $source eq "" ? syscall($umount, $target, $flags + 0) : syscall($mount, $source, $target, $type, $flags + 0, $options);
  print $done == 0 ? "" : "$target: $!", "\\0";
}`;

/**
 * A small process that mounts for this one, because Node cannot, and to start mount(8) anew from Node's large memory
 * takes longer than all the mounts of a run. It is started at the first call, ends with its launcher, and keeps
 * nobody from ending.
 */
export function openMounter(): Mounter {
  let helper: ChildProcess | null = null;
  const waiting: ((said: string | Error) => void)[] = [];
  const start = (): ChildProcess => {
    const numbers = callNumbers();
    const child = spawn(launchTools.perl, ["-e", loop, String(numbers.mount), String(numbers.umount)], {
      ...{ env: emptyEnvironment, cwd: "/" },
      stdio: ["pipe", "pipe", "ignore"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      const answers = (text + chunk).split("\0");
      text = answers.pop() ?? "";
      for (const answer of answers) waiting.shift()?.(answer);
      if (waiting.length === 0) setHeld(child, false);
    });
    const fail = (error: Error): void => {
      if (helper === child) helper = null;
      for (const settle of waiting.splice(0)) settle(error);
    };
    child.on("error", fail);
    child.stdin.on("error", fail);
    child.on("exit", () => fail(new Error("mount: the helper ended")));
    return child;
  };
  const one = (call: MountCall): Promise<string | Error> => {
    helper ??= start();
    setHeld(helper, true);
    const { source, target, type, flags, options } = call;
    const fields = [source ?? "", target, type, String(source === null ? detach : flags), options];
    helper.stdin?.write(fields.map((field) => `${field}\0`).join(""));
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    call: async (calls) => {
      const said = await Promise.all(calls.map(one));
      for (const answer of said) {
        if (answer instanceof Error) throw answer;
        if (answer !== "") throw new Error(`mount: ${answer}`);
      }
    },
  };
}

/** Only while it is asked something does the helper keep this process from ending. */
function setHeld(child: ChildProcess, held: boolean): void {
  for (const one of [child, child.stdin as Socket | null, child.stdout as Socket | null]) {
    if (held) one?.ref();
    else one?.unref();
  }
}
