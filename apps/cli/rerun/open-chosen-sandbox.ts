import { Socket } from "node:net";
import type { Kit } from "@gradmark/contract";
import {
  hostContainer,
  openHostContainer,
  openSandbox,
  type Sandbox,
  type SandboxName,
  sandboxNames,
} from "@gradmark/grader";
import type { CliContext } from "../context.ts";
import { UsageError } from "../output/result.ts";

const names = [...sandboxNames, hostContainer];

/** The sandbox of that name, and whether the run may do with less protection than strangers' code needs. */
export async function openChosenSandbox(
  asked: string,
  kit: Kit | null,
  context: CliContext,
): Promise<{ sandbox: Sandbox; allowReduced: boolean }> {
  if (asked === hostContainer) {
    if (kit?.handIn.hostContainer !== "allowed")
      throw new UsageError(
        `${hostContainer} is no sandbox of ours; it runs only where the kit says handIn.hostContainer: allowed`,
      );
    return { sandbox: openHostContainer(), allowReduced: true };
  }
  return { sandbox: await openOurSandbox(namedSandbox(asked), context), allowReduced: false };
}

export function namedSandbox(asked: string): SandboxName {
  const name = sandboxNames.find((one) => one === asked);
  if (name === undefined) throw new UsageError(`--sandbox is one of ${names.join(", ")}, not "${asked}"`);
  return name;
}

/** A sandbox of this process, or that of the launcher which has started it. */
export async function openOurSandbox(name: SandboxName, { sandboxDescriptor: fd }: CliContext): Promise<Sandbox> {
  if (fd === undefined) return await openSandbox(name);
  const { connectSandbox } = await import("@gradmark/worker");
  const channel = new Socket({ fd, readable: true, writable: true }).unref();
  const remote = connectSandbox(channel, name);
  // Only while something is asked does the channel keep this process from ending.
  const held = async <Answer>(ask: Promise<Answer>): Promise<Answer> => {
    channel.ref();
    return await ask.finally(() => channel.unref());
  };
  return {
    name,
    probe: () => held(remote.probe()),
    run: (...asked) => held(remote.run(...asked)),
    reap: () => held(remote.reap()),
  };
}
