import type { SandboxCapability } from "@gradmark/contract";
import type { SandboxProbe } from "./sandbox.ts";
import { SandboxError } from "./sandbox-error.ts";

/** Without these, code that nobody trusts is not run: it could reach the network, our files, or outlive its run. */
export const requiredForUntrusted: readonly SandboxCapability[] = [
  "network-isolation",
  "distinct-uid",
  "kill-all",
  "wall-limit",
];

/** What of the required is missing, as one sentence a name. */
export function missingCapabilities(probe: SandboxProbe, required: readonly SandboxCapability[]): string[] {
  return probe.capabilities.filter((c) => required.includes(c.name) && !c.present).map((c) => `${c.name}: ${c.why}`);
}

/**
 * Refuses a run that this sandbox cannot hold.
 * @throws SandboxError host-sandbox-unavailable, naming each missing capability and its remedy.
 */
export function demandCapabilities(
  probe: SandboxProbe,
  required: readonly SandboxCapability[],
  allowReduced: boolean,
): void {
  if (!probe.available)
    throw new SandboxError("host-sandbox-unavailable", `The ${probe.sandbox} sandbox cannot run here. ${probe.why}`);
  if (allowReduced) return;
  const missing = missingCapabilities(probe, required);
  if (missing.length > 0)
    throw new SandboxError(
      "host-sandbox-unavailable",
      `The ${probe.sandbox} sandbox is not strong enough for a team's code here. ${missing.join(" ")}`,
    );
}
