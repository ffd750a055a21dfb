import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { placeOf, type ServicePlace } from "../service-user/service-place.ts";
import { spawnPrivileged } from "../service-user/spawn.ts";
import type { CommandArguments } from "./arguments.ts";

export interface CommandRequest extends Pick<CommandArguments, "sandbox" | "limits" | "allowReduced"> {
  place: ServicePlace;
  /** Node program, a path of this process. */
  entry: string;
  /** Its arguments; what lies in the place is to be named by `placeOf`. */
  argv: readonly string[];
}

/**
 * Starts a command as the service user, for a person who is root: by a launcher, which keeps root and runs sandboxes
 * for it. The command finds its sandbox at the descriptor that `GRADMARK_SANDBOX_FD` names, may have files run that
 * lie in `scratch` of the place's home, and has its temporary folder there. Standard output and error are pipes; an
 * exit code above 3 is the launcher's. Both end when the open stdin does.
 *
 * @throws when the place has no user to become
 */
export function startCommand({ place, entry, argv, ...asked }: CommandRequest): ChildProcess {
  if (place.user === null) throw new Error("Only root can start a command as another user.");
  const program = [placeOf(place, entry), ...argv];
  const told: CommandArguments = { home: place.home, user: place.user, program, ...asked };
  return spawnPrivileged(join(import.meta.dirname, "command-main.ts"), [JSON.stringify(told)], {
    place,
    // The driver of the Docker Engine asks for it.
    env: process.env.DOCKER_HOST === undefined ? {} : { DOCKER_HOST: process.env.DOCKER_HOST },
    stdio: ["pipe", "pipe", "pipe"],
  });
}
