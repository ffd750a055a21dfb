import type { SandboxOptions } from "../box/open-driver.ts";
import { openBwrap } from "../bwrap/open-bwrap.ts";
import type { DockerOptions } from "../docker/docker-client.ts";
import { openDocker } from "../docker/open-docker.ts";
import { openGvisor } from "../gvisor/open-gvisor.ts";
import type { Sandbox } from "./sandbox.ts";

export const sandboxNames = ["bwrap", "gvisor", "docker"] as const;
export type SandboxName = (typeof sandboxNames)[number];

/** Opens a sandbox driver by name. Nothing falls back to another driver. */
export async function openSandbox(
  name: SandboxName,
  options: SandboxOptions & { docker?: DockerOptions } = {},
): Promise<Sandbox> {
  switch (name) {
    case "bwrap":
      return openBwrap(options);
    case "gvisor":
      return openGvisor(options);
    case "docker":
      return openDocker(options);
  }
}
