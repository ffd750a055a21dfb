import type { ServiceUser } from "./service-user.ts";

/** A file or folder that a private mount namespace shows at another place. */
export interface Bind {
  from: string;
  to: string;
}

export interface Entrance {
  /** Needs root when there are any. */
  binds: readonly Bind[];
  /** Whom to become; `null` stays who we are. */
  user: ServiceUser | null;
  /** Files of the service user are private to it (077); what the launcher makes for a run, the run must reach (022). */
  umask: "077" | "022";
}

/** Sets the umask, mounts pair by pair up to `--`, then becomes the command: one process id from here to its end. */
const prelude =
  'umask "$1"; shift; while [ "$1" != -- ]; do mount --rbind -- "$1" "$2" || exit 70; shift 2; done; shift; exec "$@"';

/** The argument list that runs `program` behind the entrance: own mounts first, then the drop to the user. */
export function entranceCommand({ binds, user, umask }: Entrance, program: readonly string[]): [string, ...string[]] {
  const shell = ["-c", prelude, "gradmark", umask, ...binds.flatMap(({ from, to }) => [from, to]), "--"];
  const rest = [...shell, ...(user === null ? [] : dropTo(user)), ...program];
  if (binds.length === 0) return ["/bin/sh", ...rest];
  return ["unshare", "--mount", "--propagation", "private", "--", "/bin/sh", ...rest];
}

/** Uid, gid, groups, every capability set; no new privileges; ended when the parent dies. */
function dropTo({ uid, gid }: ServiceUser): readonly string[] {
  return [
    "setpriv",
    ...["--reuid", String(uid), "--regid", String(gid), "--clear-groups"],
    ...["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--no-new-privs"],
    ...["--pdeathsig", "TERM", "--"],
  ];
}
