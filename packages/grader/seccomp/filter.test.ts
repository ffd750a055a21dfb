import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterProgram, seccompFilter } from "./filter.ts";
import { decode, simulate } from "./simulate.ts";
import { deniedCalls, inspectedCalls, type Machine, machines } from "./system-calls.ts";

const allow = 0x7fff0000;
const killProcess = 0x80000000;
const eperm = 0x00050001;
const enosys = 0x00050000 | 38;
const eafnosupport = 0x00050000 | 97;

/** What the filter says to a call, read back from the bytes that bubblewrap loads. */
function answer(machine: Machine, number: number, args: readonly bigint[] = [], audit?: number): number {
  return simulate(decode(seccompFilter(machine)), { number, arch: audit ?? machines[machine].audit, args });
}

describe.each(["x64", "arm64"] as const)("the seccomp filter for %s", (machine) => {
  const { column } = machines[machine];

  it("fits the kernel's limits and reads back as it was built", () => {
    const bytes = seccompFilter(machine);
    expect(bytes.length % 8).toBe(0);
    expect(bytes.length / 8).toBeLessThan(4096);
    expect(decode(bytes)).toEqual(filterProgram(machine));
  });

  it("kills a process of another architecture, whose calls are numbered otherwise", () => {
    expect(answer(machine, 0, [], 0x40000003)).toBe(killProcess);
  });

  it("refuses every call of the deny list", () => {
    for (const numbers of Object.values(deniedCalls)) {
      const number = numbers[column];
      if (number !== null) expect(answer(machine, number)).toBe(eperm);
    }
  });

  it("answers calls that are younger than the list, and those of x32, as unknown", () => {
    for (const number of [451, 457, 462, 500, 0x40000000, 0x40000027]) expect(answer(machine, number)).toBe(enosys);
    expect(answer(machine, inspectedCalls.clone3[column])).toBe(enosys);
  });

  it("lets a thread and a process be made, but no namespace", () => {
    const clone = inspectedCalls.clone[column];
    expect(answer(machine, clone, [0x3d0f00n])).toBe(allow); // pthread_create
    expect(answer(machine, clone, [0x1200011n])).toBe(allow); // fork
    for (const flag of [0x20000n, 0x2000000n, 0x4000000n, 0x8000000n, 0x10000000n, 0x20000000n, 0x40000000n])
      expect(answer(machine, clone, [flag | 17n])).toBe(eperm);
  });

  it("lets only unix and internet sockets be made", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.constantFrom("socket", "socketpair"), (family, call) => {
        const expected = [1, 2, 10].includes(family) ? allow : eafnosupport;
        expect(answer(machine, inspectedCalls[call as "socket"][column], [BigInt(family)])).toBe(expected);
      }),
    );
  });

  it("refuses typing into a terminal whatever the upper half of the argument says", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 0xffffffffn }), fc.constantFrom(0x5412n, 0x541cn), (high, request) => {
        expect(answer(machine, inspectedCalls.ioctl[column], [1n, (high << 32n) | request])).toBe(eperm);
      }),
    );
    expect(answer(machine, inspectedCalls.ioctl[column], [1n, 0x5401n])).toBe(allow); // TCGETS
  });

  it("allows every other call", () => {
    const special = new Set([...Object.values(deniedCalls), ...Object.values(inspectedCalls)].map((n) => n[column]));
    for (let number = 0; number <= 450; number++) if (!special.has(number)) expect(answer(machine, number)).toBe(allow);
  });
});

const header = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h";
describe("the table of system calls", () => {
  it.skipIf(process.arch !== "x64" || !hasHeader())("has the numbers of this machine's kernel header", () => {
    const text = readFileSync(header, "utf8");
    for (const [name, [number]] of Object.entries({ ...deniedCalls, ...inspectedCalls }))
      expect(`${name} ${/^#define __NR_(\S+) (\d+)$/m.exec(line(text, name))?.[2] ?? number}`).toBe(
        `${name} ${number}`,
      );
  });
});

function line(text: string, name: string): string {
  return text.split("\n").find((one) => one.startsWith(`#define __NR_${name} `)) ?? "";
}

function hasHeader(): boolean {
  try {
    return readFileSync(header).length > 0;
  } catch {
    return false;
  }
}
