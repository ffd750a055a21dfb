import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { EngineName, EngineStatus } from "./engine.ts";

const probeResult = z.object({ device: z.string(), imagesPerSecond: z.number().nullable() });

/** Loads an engine in a child process and says how that went. */
export async function probeEngine(name: EngineName, options: { measure?: boolean }): Promise<EngineStatus> {
  const program = fileURLToPath(new URL("./probe-program.ts", import.meta.url));
  const { output, failure } = await runNode([program, name, options.measure ? "measure" : "load"]);
  if (failure !== null) return { name, available: false, device: null, why: failure, imagesPerSecond: null };
  return { name, available: true, why: null, ...probeResult.parse(JSON.parse(output)) };
}

function runNode(args: string[]): Promise<{ output: string; failure: string | null }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: 120_000 }, (error, stdout, stderr) => {
      if (error === null) resolve({ output: stdout, failure: null });
      else if (error.killed) resolve({ output: "", failure: "It did not answer within 120 s." });
      else if (error.signal) resolve({ output: "", failure: crashed(error.signal) });
      else resolve({ output: "", failure: stderr.trim().split("\n").at(-1) || error.message });
    });
  });
}

function crashed(signal: string): string {
  return `Its library ended the process with ${signal}. Make it anew: \`npm ci\`, then \`npm run setup\`.`;
}
