import { docker, type StartedEngine } from "./docker-engine.ts";
import { installOptional, optionalPackages } from "./optional-packages.ts";

/**
 * Installs what only the full tests need, and sees to an engine for the Docker sandbox. What cannot be had is said, and
 * its tests then skip with their own reason.
 * @returns the environment for the tests, and how to end what was started
 */
export async function provideForFullTests(
  say: (line: string) => void,
): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const isRoot = process.getuid?.() === 0;
  await installOptional(optionalPackages, { isRoot, say, now: () => performance.now() });
  const engine: StartedEngine = await docker(isRoot);
  say(`${engine.host === null ? "–" : "✓"} Docker Engine: ${engine.says}`);
  return { env: engine.host === null ? {} : { DOCKER_HOST: engine.host }, stop: () => engine.stop() };
}
