import type { Instruction } from "./bpf.ts";

/** A system call as the kernel shows it to a filter (`struct seccomp_data`). */
export interface CallData {
  number: number;
  arch: number;
  args: readonly bigint[];
}

/** Reads an encoded program back into its instructions. */
export function decode(bytes: Uint8Array): Instruction[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 8 }, (_, i) => ({
    code: view.getUint16(8 * i, true),
    jt: view.getUint8(8 * i + 2),
    jf: view.getUint8(8 * i + 3),
    k: view.getUint32(8 * i + 4, true),
  }));
}

/**
 * Runs a filter as the kernel would, for tests: the part of classic BPF that filters here use. Knows the opcodes by
 * their numbers, not by the builder's names, so that a wrong opcode is seen.
 */
export function simulate(program: readonly Instruction[], call: CallData): number {
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, call.number, true);
  data.setUint32(4, call.arch, true);
  call.args.forEach((arg, n) => {
    data.setBigUint64(16 + 8 * n, arg, true);
  });
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const instruction = program[at];
    if (instruction === undefined) throw new Error("the program ran past its end");
    const { code, jt, jf, k } = instruction;
    if (code === 0x06) return k;
    if (code === 0x20) accumulator = data.getUint32(k, true);
    else if (code === 0x15) at += accumulator === k ? jt : jf;
    else if (code === 0x35) at += accumulator >= k ? jt : jf;
    else if (code === 0x45) at += (accumulator & k) !== 0 ? jt : jf;
    else throw new Error(`unknown opcode ${code}`);
  }
}
