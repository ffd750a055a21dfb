/** One instruction of classic BPF (`struct sock_filter`, linux/filter.h). */
export interface Instruction {
  code: number;
  jt: number;
  jf: number;
  k: number;
}

const loadWord = 0x20; // BPF_LD | BPF_W | BPF_ABS
const jumpEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const jumpGreaterOrEqual = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const jumpAnySet = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const giveBack = 0x06; // BPF_RET | BPF_K

/** Offsets into `struct seccomp_data` (linux/seccomp.h) on a little-endian machine. */
export const systemCallNumber = 0;
export const architecture = 4;
/** The low 32 bits of argument n. Compared alone: a 64-bit compare of an `int` re-opens CVE-2019-10063. */
export const argumentLow = (n: number): number => 16 + 8 * n;

export const load = (offset: number): Instruction => ({ code: loadWord, jt: 0, jf: 0, k: offset });
export const ret = (action: number): Instruction => ({ code: giveBack, jt: 0, jf: 0, k: action });
/** Skips `jt` instructions when the loaded word equals k, else `jf`. */
export const ifEqual = (k: number, jt: number, jf: number): Instruction => ({ code: jumpEqual, jt, jf, k });
export const ifAtLeast = (k: number, jt: number, jf: number): Instruction => ({ code: jumpGreaterOrEqual, jt, jf, k });
export const ifAnySet = (k: number, jt: number, jf: number): Instruction => ({ code: jumpAnySet, jt, jf, k });

/** The program as bubblewrap's `--seccomp` reads it: 8 bytes an instruction, little-endian. */
export function encode(program: readonly Instruction[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(program.length * 8));
  program.forEach(({ code, jt, jf, k }, i) => {
    if (jt > 255 || jf > 255) throw new RangeError(`instruction ${i} jumps further than 255`);
    bytes.setUint16(8 * i, code, true);
    bytes.setUint8(8 * i + 2, jt);
    bytes.setUint8(8 * i + 3, jf);
    bytes.setUint32(8 * i + 4, k, true);
  });
  return new Uint8Array(bytes.buffer);
}
