import { type DebianPackage, installDebianPackages } from "../setup/debian-packages.mjs";
import { docker, type StartedEngine } from "./docker-engine.ts";

/** What only the tests of the other sandboxes need: `npm run setup` installs neither. */
const packages: readonly DebianPackage[] = [
  { name: "runsc", why: "the gVisor sandbox" },
  { name: "docker.io", why: "the Docker sandbox", unless: "dockerd" },
];

/**
 * Installs what the conformance suites of gVisor and Docker need, and sees to an engine. What cannot be had is said,
 * and its tests then skip with their own reason.
 * @returns the environment for the tests, and how to end what was started
 */
export async function provideSandboxes(
  say: (line: string) => void,
): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const isRoot = process.getuid?.() === 0;
  for (const one of packages) {
    const progress = (line: string): void => say(`… ${one.why}: ${line}`);
    const { state, says } = await installDebianPackages([one], { isRoot, progress });
    say(`${state === "failed" ? "–" : "✓"} ${one.why}: ${says}`);
  }
  const engine: StartedEngine = await docker(isRoot);
  say(`${engine.host === null ? "–" : "✓"} Docker Engine: ${engine.says}`);
  return { env: engine.host === null ? {} : { DOCKER_HOST: engine.host }, stop: () => engine.stop() };
}
