import {
  architecture,
  argumentLow,
  encode,
  type Instruction,
  ifAnySet,
  ifAtLeast,
  ifEqual,
  load,
  ret,
  systemCallNumber,
} from "./bpf.ts";
import { deniedCalls, inspectedCalls, type Machine, machines, youngestKnownCall } from "./system-calls.ts";

const allow = 0x7fff0000;
const killProcess = 0x80000000;
const refuse = (errno: number): number => 0x00050000 | errno;
const eperm = 1;
const enosys = 38;
const eafnosupport = 97;
/** CLONE_NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET */
const newNamespaces = 0x7e020000;
/** unix, inet, inet6: vsock, packet, netlink and the rest are not confined by a network namespace or not needed. */
const socketFamilies = [1, 2, 10];
/** TIOCSTI, TIOCLINUX: typing into somebody else's terminal. */
const terminalInjection = [0x5412, 0x541c];
/** x32 calls have this bit and are otherwise numbered like those of x86-64. */
const x32Bit = 0x40000000;

/**
 * The seccomp filter of a box: a deny list over the system calls, because numpy, torch and Node need too many for an
 * allow list, on top of namespaces and a distinct uid.
 * After moby's default profile and bubblewrap issue 332; the file is a `struct sock_filter[]`.
 */
export function seccompFilter(machine: Machine): Uint8Array {
  return encode(filterProgram(machine));
}

export function filterProgram(machine: Machine): Instruction[] {
  const { audit, column } = machines[machine];
  const program: Instruction[] = [load(architecture), ifEqual(audit, 1, 0), ret(killProcess), load(systemCallNumber)];
  program.push(ifAtLeast(x32Bit, 0, 1), ret(refuse(enosys)));
  program.push(ifAtLeast(youngestKnownCall + 1, 0, 1), ret(refuse(enosys)));
  for (const numbers of Object.values(deniedCalls)) {
    const number = numbers[column];
    if (number !== null) program.push(ifEqual(number, 0, 1), ret(refuse(eperm)));
  }
  // The C library falls back to clone(), whose flags can be read here; those of clone3 lie in memory.
  program.push(ifEqual(inspectedCalls.clone3[column], 0, 1), ret(refuse(enosys)));
  program.push(...inspect(inspectedCalls.clone[column], cloneFlags()));
  program.push(...inspect(inspectedCalls.socket[column], socketFamily()));
  program.push(...inspect(inspectedCalls.socketpair[column], socketFamily()));
  program.push(...inspect(inspectedCalls.ioctl[column], ioctlRequest()));
  program.push(ret(allow));
  return program;
}

/** Runs `body`, which always returns, only for one system call. */
function inspect(number: number, body: readonly Instruction[]): Instruction[] {
  return [ifEqual(number, 0, body.length), ...body];
}

function cloneFlags(): Instruction[] {
  return [load(argumentLow(0)), ifAnySet(newNamespaces, 0, 1), ret(refuse(eperm)), ret(allow)];
}

function socketFamily(): Instruction[] {
  return [
    load(argumentLow(0)),
    ...socketFamilies.flatMap((family) => [ifEqual(family, 0, 1), ret(allow)]),
    ret(refuse(eafnosupport)),
  ];
}

function ioctlRequest(): Instruction[] {
  return [
    load(argumentLow(1)),
    ...terminalInjection.flatMap((request) => [ifEqual(request, 0, 1), ret(refuse(eperm))]),
    ret(allow),
  ];
}
