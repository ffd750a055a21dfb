import type { Duplex } from "node:stream";
import type { OutputListener, RunResult, RunSpec, Sandbox, SandboxProbe } from "@gradmark/grader";
import { SandboxError } from "@gradmark/grader";
import { type LineChannel, openLineChannel } from "./line-channel.ts";
import { probeAnswer, reply, runAnswer } from "./messages.ts";

export interface RemoteSandbox extends Sandbox {
  /** Aborts when the launcher is gone: nothing can be run any more. */
  readonly gone: AbortSignal;
}

/**
 * The sandbox of the launcher at the other end of `stream`, for a worker without privileges: the same interface, the
 * same errors.
 */
export function connectSandbox(stream: Duplex, name: string): RemoteSandbox {
  const asked = new Map<number, Asked>();
  const gone = new AbortController();
  let last = 0;

  const channel: LineChannel = openLineChannel(stream, {
    maxLineBytes: 2 ** 30,
    maxUnsentBytes: 16 * 2 ** 20,
    onMessage: (message) => settle(asked, message),
    onClose: (cause) => {
      gone.abort(cause ?? undefined);
      for (const one of asked.values())
        one.reject(new SandboxError("host-interrupted", "The launcher of the sandbox is gone.", cause ?? undefined));
      asked.clear();
    },
  });

  const ask = (
    message: object,
    options: { signal?: AbortSignal; onOutput?: OutputListener } = {},
  ): Promise<unknown> => {
    if (gone.signal.aborted)
      return Promise.reject(new SandboxError("host-interrupted", "The launcher of the sandbox is gone."));
    const id = ++last;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    asked.set(id, { resolve, reject, ...(options.onOutput && { onOutput: options.onOutput }) });
    const cancel = (): void => channel.send({ id, ask: "cancel" });
    channel.send({ id, ...message });
    if (options.signal?.aborted) cancel();
    options.signal?.addEventListener("abort", cancel);
    return promise.finally(() => options.signal?.removeEventListener("abort", cancel));
  };

  return {
    name,
    gone: gone.signal,
    async probe(): Promise<SandboxProbe> {
      return probeAnswer.parse(await ask({ ask: "probe" }));
    },
    async run(spec: RunSpec, signal?: AbortSignal, onOutput?: OutputListener): Promise<RunResult> {
      const options = { ...(signal && { signal }), ...(onOutput && { onOutput }) };
      return runAnswer.parse(await ask({ ask: "run", spec }, options));
    },
    async reap(): Promise<void> {
      await ask({ ask: "reap" });
    },
  };
}

interface Asked {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onOutput?: OutputListener;
}

function settle(asked: Map<number, Asked>, message: unknown): void {
  const said = reply.parse(message);
  const one = asked.get(said.id);
  if (!one) return;
  if (said.say === "output") {
    one.onOutput?.(said.stream, said.chunk);
    return;
  }
  asked.delete(said.id);
  if (said.say === "answer") one.resolve(said.value);
  else one.reject(new SandboxError(said.code, said.message));
}
