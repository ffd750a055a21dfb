import { type Engine, type EngineName, type EngineStatus, engineNames } from "./engine.ts";
import { findInstallation, obstacle } from "./installation.ts";
import { loadEngine } from "./load-engine.ts";
import { probeEngine } from "./probe-engine.ts";

/** An engine cannot be had on this machine; the message says why and what to do. */
export class EngineUnavailable extends Error {
  override name = "EngineUnavailable";
}

/**
 * Every step of the ladder, best first, with the reason where one is not available. Each candidate is really loaded, in
 * a process of its own: a library that crashes (wrong processor, damaged file) then shows as a reason.
 *
 * @param options.measure also trains for a moment on each, about 2 s an engine
 */
export async function listEngines(options: { measure?: boolean } = {}): Promise<EngineStatus[]> {
  const found = findInstallation();
  const list: EngineStatus[] = [];
  for (const name of engineNames) {
    const why = obstacle(name, found);
    // One after the other: side by side they would spoil each other's timing.
    list.push(why === null ? await probeEngine(name, options) : unavailable(name, why));
  }
  return list;
}

/**
 * Loads the best engine that this machine has, or the one asked for, into this process.
 *
 * @throws {EngineUnavailable} when the one asked for, or every one, is not available
 */
export async function openEngine(wanted?: EngineName, options: { threads?: number | undefined } = {}): Promise<Engine> {
  const found = findInstallation();
  const reasons: string[] = [];
  for (const name of wanted ? [wanted] : engineNames) {
    try {
      const why = obstacle(name, found);
      if (why !== null) throw new EngineUnavailable(why);
      return { name, ...(await loadEngine(name, options.threads)), why: reasons.join(" ") };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      if (wanted) throw new EngineUnavailable(`Engine ${name}: ${why}`, { cause });
      reasons.push(`Not ${name}: ${why}`);
    }
  }
  throw new EngineUnavailable(`No engine can train here. ${reasons.join(" ")}`);
}

function unavailable(name: EngineName, why: string): EngineStatus {
  return { name, available: false, device: null, why, imagesPerSecond: null };
}
