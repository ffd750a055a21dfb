/** The ordinary user that portal and worker run as when everything was started by root. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

/** Outside the ranges that Debian (to 60000) and systemd (60001 to 60705, 61184 to 65519) hand out. */
export const defaultServiceUid = 60900;

/** The grader's pool: a script that ran as the service user could read the labels. */
const sandboxUids = { first: 61_000, last: 61_063 };

/**
 * Chooses the user by `GRADMARK_UID` (its group has the same number), or `null` when this process is not root and
 * so has nothing to give up.
 *
 * @throws when `GRADMARK_UID` is not a number of an ordinary user, or one that teams' scripts run under
 */
export function chooseServiceUser(from: {
  env: Readonly<Record<string, string | undefined>>;
  uid: number;
}): ServiceUser | null {
  if (from.uid !== 0) return null;
  const asked = from.env.GRADMARK_UID;
  if (asked === undefined || asked === "") return { uid: defaultServiceUid, gid: defaultServiceUid };
  const uid = Number(asked);
  if (!/^\d{1,5}$/.test(asked) || uid < 1 || uid > 65_533)
    throw new Error(`GRADMARK_UID is "${asked}". It must be the number of an ordinary user, 1 to 65533.`);
  if (uid >= sandboxUids.first && uid <= sandboxUids.last)
    throw new Error(
      `GRADMARK_UID is ${uid}, but ${sandboxUids.first} to ${sandboxUids.last} belong to the scripts of teams. Choose another number.`,
    );
  return { uid, gid: uid };
}
