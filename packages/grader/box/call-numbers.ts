/** Numbers of the system calls that the launcher makes through Perl. */
export type CallNumbers = Readonly<Record<(typeof names)[number], number>>;

const names = ["mount", "umount", "prctl", "prlimit", "setgroups", "setresgid", "setresuid", "capset"] as const;

const x64: CallNumbers = {
  ...{ mount: 165, umount: 166, prctl: 157, prlimit: 302 },
  ...{ setgroups: 116, setresgid: 119, setresuid: 117, capset: 126 },
};
const arm64: CallNumbers = {
  ...{ mount: 40, umount: 39, prctl: 167, prlimit: 261 },
  ...{ setgroups: 159, setresgid: 149, setresuid: 147, capset: 91 },
};

/** Those of this machine (asm/unistd_64.h; asm-generic/unistd.h). */
export function callNumbers(): CallNumbers {
  return process.arch === "arm64" ? arm64 : x64;
}
