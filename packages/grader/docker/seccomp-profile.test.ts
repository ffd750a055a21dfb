import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { deniedCalls } from "../seccomp/system-calls.ts";
import { seccompProfile } from "./seccomp-profile.ts";

const rule = z.object({
  names: z.array(z.string()),
  action: z.literal("SCMP_ACT_ERRNO"),
  errnoRet: z.number(),
  args: z
    .array(z.object({ index: z.number(), value: z.number(), valueTwo: z.number().optional(), op: z.string() }))
    .default([]),
});
const profile = z
  .object({ defaultAction: z.literal("SCMP_ACT_ALLOW"), architectures: z.array(z.string()), syscalls: z.array(rule) })
  .parse(seccompProfile());

/** The errno that the profile answers, as libseccomp reads it; 0 when the call passes. */
function answer(name: string, args: readonly bigint[] = []): number {
  const holds = ({ index, value, valueTwo, op }: z.infer<typeof rule>["args"][number]): boolean => {
    const given = args[index] ?? 0n;
    return op === "SCMP_CMP_GT" ? given > BigInt(value) : (given & BigInt(value)) === BigInt(valueTwo ?? 0);
  };
  return profile.syscalls.find((one) => one.names.includes(name) && one.args.every(holds))?.errnoRet ?? 0;
}

describe("the seccomp profile for Docker", () => {
  it("refuses the same calls as the filter of the bubblewrap sandbox, and knows one numbering only", () => {
    for (const name of Object.keys(deniedCalls)) expect(answer(name)).toBe(1);
    expect(answer("clone3")).toBe(38);
    expect(answer("openat")).toBe(0);
    expect(profile.architectures).toHaveLength(1);
  });

  it("lets a thread and a process be made, but no namespace", () => {
    expect(answer("clone", [0x3d0f00n])).toBe(0);
    expect(answer("clone", [0x1200011n])).toBe(0);
    for (const flag of [0x20000n, 0x2000000n, 0x4000000n, 0x8000000n, 0x10000000n, 0x20000000n, 0x40000000n])
      expect(answer("clone", [flag | 17n])).toBe(1);
  });

  it("lets only unix and internet sockets be made", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 40n }), (family) => {
        expect(answer("socket", [family])).toBe([1n, 2n, 10n].includes(family) ? 0 : 97);
      }),
    );
  });

  it("refuses typing into a terminal whatever the upper half of the argument says", () => {
    for (const request of [0x5412n, 0x541cn, 0x1_0000_5412n]) expect(answer("ioctl", [1n, request])).toBe(1);
    expect(answer("ioctl", [1n, 0x5401n])).toBe(0);
  });
});
