import { realpathSync } from "node:fs";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { openSandbox } from "@gradmark/grader";
import { spawnAsServiceUser } from "../service-user/spawn.ts";
import { type CommandArguments, commandArguments, sandboxDescriptor } from "./arguments.ts";
import { endOfChild } from "./end-of-child.ts";
import { serveSandbox } from "./serve-sandbox.ts";
import { commandPolicy } from "./worker-policy.ts";

// The launcher of one command that root has typed. As the worker's, it reads no file of a team: it starts the command
// as the service user and runs, in the sandbox, what the command asks for and the policy allows.

/** Not an exit code of the command: its launcher has failed. */
const failed = 70;

async function launchCommand(asked: CommandArguments, stop: AbortSignal): Promise<number> {
  const sandbox = await openSandbox(asked.sandbox);
  // What a killed launcher has left is no reason not to run: a run never gets a uid of which a process is alive.
  await sandbox.reap().catch((error: unknown) => console.error(`gradmark: not cleared away: ${String(error)}`));
  const home = realpathSync(asked.home);
  const [entry = "", ...argv] = asked.program;
  const child = spawnAsServiceUser(entry, argv, {
    place: { user: asked.user, app: join(import.meta.dirname, "../../.."), home, node: process.execPath, binds: [] },
    env: { GRADMARK_SANDBOX_FD: String(sandboxDescriptor), TMPDIR: join(home, "scratch") },
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const channel = child.stdio[sandboxDescriptor];
  if (!(channel instanceof Duplex)) throw new Error("The command has no channel to its launcher.");
  const served = serveSandbox(channel, { sandbox, maxRuns: 1, policy: commandPolicy({ ...asked, home }) });
  void served.closed.then((broken) => {
    if (broken === null) return;
    console.error(`gradmark: the command broke the protocol and is killed: ${broken.message}`);
    child.kill("SIGKILL");
  });
  const [code] = await endOfChild(child, stop);
  await served.close();
  return code ?? failed;
}

const stop = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());
process.stdin.resume().on("close", () => stop.abort());
try {
  process.exit(await launchCommand(commandArguments.parse(JSON.parse(process.argv[2] ?? "null")), stop.signal));
} catch (error) {
  console.error(
    `gradmark: the launcher of the sandbox failed: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(failed);
}
