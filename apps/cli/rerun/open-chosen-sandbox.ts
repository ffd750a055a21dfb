import type { Kit } from "@gradmark/contract";
import { hostContainer, openHostContainer, openSandbox, type Sandbox, sandboxNames } from "@gradmark/grader";
import { UsageError } from "../output/result.ts";

const names = [...sandboxNames, hostContainer];

/** The sandbox of that name, and whether the run may do with less protection than strangers' code needs. */
export async function openChosenSandbox(
  asked: string,
  kit: Kit | null,
): Promise<{ sandbox: Sandbox; allowReduced: boolean }> {
  if (asked === hostContainer) {
    if (kit?.handIn.hostContainer !== "allowed")
      throw new UsageError(
        `${hostContainer} is no sandbox of ours; it runs only where the kit says handIn.hostContainer: allowed`,
      );
    return { sandbox: openHostContainer(), allowReduced: true };
  }
  const name = sandboxNames.find((one) => one === asked);
  if (name === undefined) throw new UsageError(`--sandbox is one of ${names.join(", ")}, not "${asked}"`);
  return { sandbox: await openSandbox(name), allowReduced: false };
}
