import type { RerunReason } from "@gradmark/contract";
import { SandboxError } from "../sandbox/sandbox-error.ts";

type HostCode = Extract<RerunReason["code"], `host-${string}`>;

/** Something on our side stops a rerun. */
export class HostFailure extends Error {
  readonly code: HostCode;

  constructor(code: HostCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "HostFailure";
    this.code = code;
  }
}

/** The reason of a `faulted` verdict; null for an error that nobody has foreseen. */
export function hostReason(error: unknown): RerunReason | null {
  if (!(error instanceof HostFailure || error instanceof SandboxError)) return null;
  return { code: error.code, side: "host", message: error.message };
}
