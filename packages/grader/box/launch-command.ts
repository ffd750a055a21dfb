import type { LaunchPlan } from "./driver.ts";
import type { PreparedRun } from "./prepare-run.ts";

/** The tools that every launch goes through, by absolute path: the environment is empty. */
export const launchTools = { shell: "/bin/bash", setpriv: "/usr/bin/setpriv" } as const;

/**
 * Closes every handle that the launcher had inherited itself (Node hands them on), enters the control groups (writing
 * 0 moves the writer, and the shell's echo is no process of its own), takes the limits, and goes on as its arguments
 * with an empty environment. Bash, because a POSIX shell need not close handles above 9.
 */
const prelude = `
highest=$1
shift
for handle in /proc/$$/fd/*; do
  n=\${handle##*/}
  if [ "$n" -gt "$highest" ]; then exec {n}>&-; fi
done
while [ "$1" != -- ]; do echo 0 > "$1" || exit 125; shift; done
shift
while [ "$1" != -- ]; do ulimit "$1" "$2" || exit 125; shift 2; done
shift
exec -c "$@"`;

/**
 * What the launcher starts: enter the control groups, take the rlimits, become the run's uid for good, and only then
 * the sandbox: started as root it could leave the program kernel uid 0 (bubblewrap issues 287, 313).
 * @param limits options of bash's ulimit
 */
export function launchCommand(
  prepared: Pick<PreparedRun, "uid" | "group">,
  limits: readonly (readonly [string, number])[],
  sandbox: { command: readonly string[]; descriptors: LaunchPlan["descriptors"] },
): string[] {
  const { uid, group } = prepared;
  // The sandbox ends with its launcher; bubblewrap asks for that itself, others do not.
  const drop = ["--clear-groups", "--no-new-privs", "--inh-caps=-all", "--pdeathsig", "KILL"];
  const highest = 2 + sandbox.descriptors.length;
  return [
    launchTools.shell,
    "-c",
    prelude,
    "launch",
    String(highest),
    ...group.doors,
    "--",
    ...limits.flatMap(([option, value]) => [option, String(value)]),
    "--",
    ...(uid === null ? [] : [launchTools.setpriv, `--reuid=${uid}`, `--regid=${uid}`, ...drop]),
    ...sandbox.command,
  ];
}
