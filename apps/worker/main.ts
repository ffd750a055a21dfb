import { Socket } from "node:net";
import { pino } from "pino";
import { sandboxDescriptor, workerArguments } from "./launcher/arguments.ts";
import { connectSandbox } from "./launcher/remote-sandbox.ts";
import { runWorker } from "./loop/run-worker.ts";

// The worker's own process, started by the launcher as the service user.

const { sandbox: name, ...asked } = workerArguments.parse(JSON.parse(process.argv[2] ?? "null"));
const log = pino({ name: "worker" }, pino.destination(2));
const sandbox = connectSandbox(new Socket({ fd: sandboxDescriptor, readable: true, writable: true }), name);
const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
sandbox.gone.addEventListener("abort", () => stop.abort());

try {
  await runWorker({ ...asked, sandbox, log, signal: stop.signal });
  process.exit(0);
} catch (error) {
  log.fatal({ err: error }, "worker failed");
  process.exit(1);
}
