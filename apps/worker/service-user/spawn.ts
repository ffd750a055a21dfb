import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { type Entrance, entranceCommand } from "./enter-place.ts";
import { placeOf, type ServicePlace } from "./service-place.ts";

export interface ServiceProcessOptions {
  place: ServicePlace;
  /** Added to what every service process gets. */
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
  return spawnInPlace(entry, args, options, { user: options.place.user, umask: "077" });
}

/** Starts a Node program in the place without giving anything up: for the launcher only. */
export function spawnPrivileged(entry: string, args: readonly string[], options: ServiceProcessOptions): ChildProcess {
  return spawnInPlace(entry, args, options, { user: null, umask: "022" });
}

function spawnInPlace(
  entry: string,
  args: readonly string[],
  { place, env, stdio }: ServiceProcessOptions,
  rights: Pick<Entrance, "user" | "umask">,
): ChildProcess {
  const program = [place.node, placeOf(place, entry), ...args];
  const [command, ...rest] = entranceCommand({ binds: place.binds, ...rights }, program);
  return spawn(command, rest, {
    cwd: "/",
    env: { ...environmentOf(place), ...env },
    stdio: stdio ?? ["ignore", "inherit", "inherit"],
  });
}

/**
 * Our own environment may hold passwords and folders of root. A service process gets what it needs by name, and the
 * operator's settings for Gradmark (`GRADMARK_URL` and others), which all begin alike.
 */
function environmentOf(place: ServicePlace): NodeJS.ProcessEnv {
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith("GRADMARK_"));
  return {
    ...Object.fromEntries(settings),
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    LANG: "C.UTF-8",
    HOME: place.home,
    GRADMARK_HOME: place.home,
    NODE_ENV: process.env.NODE_ENV ?? "production",
  };
}
