import { deniedCalls, youngCalls } from "../seccomp/system-calls.ts";

interface Rule {
  names: string[];
  action: "SCMP_ACT_ERRNO";
  errnoRet: number;
  args?: { index: number; value: number; valueTwo?: number; op: "SCMP_CMP_MASKED_EQ" | "SCMP_CMP_GT" }[];
}

const eperm = 1;
const enosys = 38;
const eafnosupport = 97;
const low32 = 0xffffffff;

/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET */
const namespaceFlags = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000];
/** All up to inet6 (10) but unix (1), inet (2) and inet6 itself; those above are refused together. */
const otherFamilies = [0, 3, 4, 5, 6, 7, 8, 9];
const inet6 = 10;
/** TIOCSTI, TIOCLINUX */
const terminalInjection = [0x5412, 0x541c];

const refuse = (names: string[], errnoRet: number, args?: Rule["args"]): Rule => ({
  ...{ names, action: "SCMP_ACT_ERRNO" as const, errnoRet },
  ...(args && { args }),
});
const lowEquals = (index: number, value: number): NonNullable<Rule["args"]> => [
  { index, value: low32, valueTwo: value, op: "SCMP_CMP_MASKED_EQ" },
];

/**
 * The same deny list as bubblewrap's filter, in the words of Docker's profiles (docs.docker.com, "Seccomp security
 * profiles"), where each rule is an alternative of its own. Engines older than 25 let io_uring through by themselves.
 */
export function seccompProfile(): object {
  const sockets = ["socket", "socketpair"];
  const syscalls: Rule[] = [
    refuse(Object.keys(deniedCalls), eperm),
    refuse(["clone3", ...youngCalls], enosys),
    ...namespaceFlags.map((flag) =>
      refuse(["clone"], eperm, [{ index: 0, value: flag, valueTwo: flag, op: "SCMP_CMP_MASKED_EQ" }]),
    ),
    ...otherFamilies.map((family) => refuse(sockets, eafnosupport, lowEquals(0, family))),
    refuse(sockets, eafnosupport, [{ index: 0, value: inet6, op: "SCMP_CMP_GT" }]),
    ...terminalInjection.map((request) => refuse(["ioctl"], eperm, lowEquals(1, request))),
  ];
  // Only the machine's own numbering: calls of another one end the process.
  const architectures = [process.arch === "arm64" ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64"];
  return { defaultAction: "SCMP_ACT_ALLOW", architectures, syscalls };
}
