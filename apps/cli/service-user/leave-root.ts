/**
 * Becomes the service user for good, for a command that has opened its files by now and needs root for nothing more.
 * Capabilities go with the user id (capabilities(7)).
 * @throws when this process is root and may not become anybody else
 */
export async function leaveRoot(): Promise<void> {
  const { setgroups, setgid, setuid, getuid } = process;
  if (getuid?.() !== 0 || !setgroups || !setgid || !setuid) return;
  const { chooseServiceUser } = await import("@gradmark/worker");
  const user = chooseServiceUser({ env: process.env, uid: 0 });
  if (user === null) return;
  try {
    setgroups([]);
    setgid(user.gid);
    setuid(user.uid);
  } catch (cause) {
    throw new Error(`Root of this machine may not become user ${user.uid}. Type the command as another user.`, {
      cause,
    });
  }
}
