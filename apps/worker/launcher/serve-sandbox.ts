import type { Duplex } from "node:stream";
import type { RunSpec, Sandbox } from "@gradmark/grader";
import { SandboxError } from "@gradmark/grader";
import { type LineChannel, openLineChannel } from "./line-channel.ts";
import { packBytes, type Request, request } from "./messages.ts";
import { admitSpec, type SpecPolicy } from "./spec-policy.ts";

/** The privileged side of the channel. */
export interface ServedSandbox {
  /** Ends all runs and the channel; resolves when nothing of them is left. */
  close(): Promise<void>;
  /** Resolves when the other side is gone; with what it did wrong, if it did. */
  closed: Promise<Error | null>;
}

export interface ServeOptions {
  sandbox: Sandbox;
  policy: SpecPolicy;
  /** Runs at once. */
  maxRuns: number;
}

/**
 * Answers what comes over `stream` from a worker that is not trusted: asks of the four kinds in `messages.ts`, runs
 * only as the policy allows. A message of any other form ends the channel.
 */
export function serveSandbox(stream: Duplex, options: ServeOptions): ServedSandbox {
  const runs = new Map<number, AbortController>();
  const pending = new Set<Promise<void>>();
  const closed = Promise.withResolvers<Error | null>();

  const channel: LineChannel = openLineChannel(stream, {
    maxLineBytes: 2 ** 20,
    maxUnsentBytes: 2 * options.policy.ceiling.collectBytes + 16 * 2 ** 20,
    onMessage: (message) => {
      const asked = request.parse(message);
      if (asked.ask === "cancel") {
        runs.get(asked.id)?.abort();
        return;
      }
      if (pending.size >= options.maxRuns + spareRequests) throw new Error("The worker asks too much at once.");
      const work = answer(asked, { options, runs, channel }).finally(() => pending.delete(work));
      pending.add(work);
    },
    onClose: (cause) => {
      for (const run of runs.values()) run.abort();
      void Promise.allSettled(pending).then(() => closed.resolve(cause));
    },
  });

  return {
    async close() {
      channel.close();
      await closed.promise;
    },
    closed: closed.promise,
  };
}

/** Requests beside the runs themselves: probes, and runs that wait for a fault to be said. */
const spareRequests = 8;

interface Desk {
  options: ServeOptions;
  runs: Map<number, AbortController>;
  channel: LineChannel;
}

/** Says one answer or one fault; never throws. */
async function answer(asked: Exclude<Request, { ask: "cancel" }>, desk: Desk): Promise<void> {
  const { sandbox } = desk.options;
  try {
    const value =
      asked.ask === "probe"
        ? await sandbox.probe()
        : asked.ask === "reap"
          ? await reap(desk)
          : await run(asked.id, asked.spec, desk);
    desk.channel.send({ id: asked.id, say: "answer", value: packBytes(value ?? null) });
  } catch (error) {
    const code = error instanceof SandboxError ? error.code : "host-sandbox-failed";
    desk.channel.send({ id: asked.id, say: "fault", code, message: describe(error) });
  }
}

async function reap({ options, runs }: Desk): Promise<void> {
  if (runs.size > 0) throw new SandboxError("host-sandbox-failed", "Nothing can be cleared away while runs are on.");
  await options.sandbox.reap();
}

async function run(id: number, spec: RunSpec, { options, runs, channel }: Desk) {
  if (runs.has(id)) throw new SandboxError("host-sandbox-failed", `Run ${id} is on already.`);
  if (runs.size >= options.maxRuns)
    throw new SandboxError("host-sandbox-failed", `${runs.size} runs are on; more are not allowed here.`);
  const admitted = admitSpec(spec, options.policy);
  if ("refused" in admitted) throw new SandboxError("host-sandbox-failed", `Refused: ${admitted.refused}`);
  using held = admitted;
  const abort = new AbortController();
  runs.set(id, abort);
  try {
    return await options.sandbox.run(held.spec, abort.signal, (stream, chunk) =>
      channel.send({ id, say: "output", stream, chunk: packBytes(chunk) }),
    );
  } finally {
    runs.delete(id);
  }
}

/** The whole chain of causes: the other side gets text only. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${describe(error.cause)})`;
}
