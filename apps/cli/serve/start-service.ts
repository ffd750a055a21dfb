import type { ChildProcess, StdioOptions } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import {
  chooseServiceUser,
  openServicePlace,
  type ServicePlace,
  spawnAsServiceUser,
  startWorker,
} from "@gradmark/worker";
import { z } from "zod";
import type { CliContext } from "../context.ts";

export interface ServiceRequest {
  port: number;
  host: string;
  /** Also start a worker on the same data folder. */
  worker: boolean;
  /** Run teams' scripts also with the reduced protection of a start without root. */
  allowReduced: boolean;
  /** Where both write their log lines: a file descriptor; default our stderr. */
  log?: number;
}

export interface RunningService {
  url: string;
  /** The one-time link for the first owner; null when there is one. */
  ownerLink: string | null;
  /** Resolves with a sentence when a part ends that was not stopped. */
  broken: Promise<string>;
  /** Ends all parts in good order. */
  stop(): Promise<void>;
}

/** Starts the portal and, if wanted, a worker, each as a process of its own and as the ordinary service user. */
export async function startService(request: ServiceRequest, context: CliContext): Promise<RunningService> {
  const place = openPlace(context);
  const portal = await startPortalProcess(place, request);
  const worker = request.worker
    ? startWorker({ place, allowReduced: request.allowReduced, log: request.log ?? 2 })
    : null;
  return {
    url: portal.url,
    ownerLink: portal.ownerLink,
    broken: Promise.race([
      portal.ended.then((code) => `the portal ended with code ${code}`),
      ...(worker ? [worker.ended.then((code) => `the worker ended with code ${code}`)] : []),
    ]),
    async stop() {
      await Promise.all([portal.stop(), worker?.stop()]);
    },
  };
}

/** The data folder in the hands of the service user, wherever repository and data lie. */
export function openPlace(context: CliContext): ServicePlace {
  const user = chooseServiceUser({ env: process.env, uid: process.getuid?.() ?? 0 });
  return openServicePlace({ app: context.repository, home: context.home, user });
}

const started = z.object({ url: z.string(), ownerLink: z.string().nullable() });

async function startPortalProcess(place: ServicePlace, { port, host, log = 2 }: ServiceRequest) {
  const entry = join(import.meta.dirname, "portal-main.ts");
  // What Next prints is log; the portal itself speaks on descriptor 3.
  const stdio: StdioOptions = ["ignore", log, log, "pipe"];
  const child = spawnAsServiceUser(entry, [String(port), host], { place, stdio });
  const ended = once(child, "exit").then(([code]: unknown[]) => (typeof code === "number" ? code : null));
  const stop = async () => {
    child.kill("SIGTERM");
    // The portal closes within 3 s; one that does not is not waited for.
    const forced = setTimeout(() => child.kill("SIGKILL"), 8_000);
    const code = await ended;
    clearTimeout(forced);
    return code;
  };
  try {
    const line = await Promise.race([firstLine(child), ended.then(didNotStart)]);
    return { ...started.parse(JSON.parse(line)), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const speaks = child.stdio[3];
  if (!(speaks instanceof Readable)) throw new Error("the portal has no descriptor 3");
  const [line]: unknown[] = await once(createInterface(speaks), "line");
  return String(line);
}

function didNotStart(code: number | null): never {
  throw new Error(`the portal did not start (exit code ${code})`);
}
