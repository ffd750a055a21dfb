export type SandboxErrorCode = "host-sandbox-unavailable" | "host-sandbox-failed" | "host-interrupted";

/** A failure of our side while running a program; never the program's fault. */
export class SandboxError extends Error {
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "SandboxError";
    this.code = code;
  }
}
