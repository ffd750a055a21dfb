import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { placeOf, type ServicePlace } from "./service-place.ts";

export interface ServiceProcessOptions {
  place: ServicePlace;
  /** Added to the few variables that every service process gets; nothing else of our environment is passed on. */
  env?: Record<string, string>;
  stdio?: StdioOptions;
}

/**
 * Starts a Node program as the service user: no capabilities and no way to new ones, files private to the user,
 * ended (SIGTERM) when its parent dies. `entry` is a path of this process; paths of the place may be given as
 * arguments by `placeOf`.
 */
export function spawnAsServiceUser(
  entry: string,
  args: readonly string[],
  options: ServiceProcessOptions,
): ChildProcess {
  const { user } = options.place;
  return spawnInPlace(entry, args, options, { umask: "077", drop: user === null ? [] : dropTo(user) });
}

/** Starts a Node program in the place without giving anything up: for the launcher only. */
export function spawnPrivileged(entry: string, args: readonly string[], options: ServiceProcessOptions): ChildProcess {
  return spawnInPlace(entry, args, options, { umask: "022", drop: [] });
}

/** `setpriv` after the mounts and before Node: uid, gid, groups, every capability set, no new privileges. */
function dropTo(user: { uid: number; gid: number }): readonly string[] {
  return [
    "setpriv",
    ...["--reuid", String(user.uid), "--regid", String(user.gid), "--clear-groups"],
    ...["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--no-new-privs"],
    ...["--pdeathsig", "TERM", "--"],
  ];
}

/** Sets the umask, mounts pair by pair up to `--`, then becomes the command: one process id from here to Node. */
const prelude =
  'umask "$1"; shift; while [ "$1" != -- ]; do mount --rbind -- "$1" "$2" || exit 70; shift 2; done; shift; exec "$@"';

interface Rights {
  /** Files of the service user are private to it; what the launcher makes for a run, the run's user must reach. */
  umask: "077" | "022";
  /** Words before the program that give rights up. */
  drop: readonly string[];
}

function spawnInPlace(
  entry: string,
  args: readonly string[],
  { place, env, stdio }: ServiceProcessOptions,
  { umask, drop }: Rights,
): ChildProcess {
  const namespace = place.binds.length === 0 ? [] : ["unshare", "--mount", "--propagation", "private", "--"];
  const binds = place.binds.flatMap((bind) => [bind.from, bind.to]);
  const program = [...drop, place.node, placeOf(place, entry), ...args];
  const [command = "sh", ...rest] = [...namespace, "sh", "-c", prelude, "gradmark", umask, ...binds, "--", ...program];
  return spawn(command, rest, {
    cwd: "/",
    env: { ...environmentOf(place), ...env },
    stdio: stdio ?? ["ignore", "inherit", "inherit"],
  });
}

/** Our own environment may hold passwords and folders of root: a service process gets what it needs, by name. */
function environmentOf(place: ServicePlace): NodeJS.ProcessEnv {
  return {
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    LANG: "C.UTF-8",
    HOME: place.home,
    GRADMARK_HOME: place.home,
    NODE_ENV: process.env.NODE_ENV ?? "production",
  };
}
