import { realpathSync } from "node:fs";
import { openSandbox } from "@gradmark/grader";
import { pino } from "pino";
import { launcherArguments } from "./arguments.ts";
import { superviseWorker } from "./supervise-worker.ts";

// The one program that keeps root. It reads no file of a team, opens no database and listens on no network: it
// starts the worker as the service user and runs, in the sandbox, what the worker asks for and the policy allows.

const asked = launcherArguments.parse(JSON.parse(process.argv[2] ?? "null"));
const log = pino({ name: "launcher" }, pino.destination(2));
const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
process.stdin.resume().on("close", () => stop.abort());

try {
  const sandbox = await openSandbox("bwrap");
  await superviseWorker({ ...asked, home: realpathSync(asked.home) }, { sandbox, log, stop: stop.signal });
  process.exit(0);
} catch (error) {
  log.fatal({ err: error }, "launcher failed");
  process.exit(1);
}
