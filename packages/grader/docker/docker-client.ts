import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Which engine, and what of it. */
export interface DockerOptions {
  /** Address of the engine, as in `DOCKER_HOST`. */
  host?: string;
  /** Another OCI runtime that the engine knows, such as `runsc`. */
  runtime?: string;
}

export const dockerPath = "/usr/bin/docker";

/** The client by absolute path, without anybody's settings and credentials. */
export function dockerCommand(runFolder: string, host: string, words: readonly string[]): string[] {
  return [dockerPath, "--config", join(runFolder, "docker-client"), "--host", host, ...words];
}

/** No call may wait longer for an engine that hangs. */
const callMs = 30_000;

/**
 * Asks the engine one thing.
 * @returns what the client printed
 * @throws Error with what the client said, also when the engine does not answer in time
 */
export async function askDocker(runFolder: string, host: string, words: readonly string[]): Promise<string> {
  mkdirSync(join(runFolder, "docker-client"), { recursive: true });
  const [program = "", ...rest] = dockerCommand(runFolder, host, words);
  try {
    const { stdout } = await run(program, rest, { timeout: callMs, killSignal: "SIGKILL", env: clientEnvironment });
    return stdout.trim();
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim();
    throw new Error(said || `docker ${words[0]} did not answer: ${(error as Error).message}`, { cause: error });
  }
}

/** The client wants to know a search path. A cast, because Next's types demand a NODE_ENV of every environment. */
const clientEnvironment = { PATH: "/usr/bin:/bin" } as unknown as NodeJS.ProcessEnv;
