import type { Duplex } from "node:stream";

export interface LineChannel {
  send(message: unknown): void;
  /** Ends the channel; with a cause, because the other side broke the rules. */
  close(cause?: Error): void;
}

export interface LineChannelOptions {
  /** A longer line ends the channel. */
  maxLineBytes: number;
  /** So much unread by the other side ends the channel. */
  maxUnsentBytes: number;
  onMessage: (message: unknown) => void;
  /** Called once. `cause` is set when the channel did not simply end. */
  onClose: (cause: Error | null) => void;
}

/**
 * One JSON document a line over a socket pair. Not Node's own channel between processes: that one also accepts
 * handles and internal messages, which a process that must not be trusted could send. What arrives is `unknown`
 * until a schema has read it.
 */
export function openLineChannel(stream: Duplex, options: LineChannelOptions): LineChannel {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let cause: Error | null = null;

  const close = (why?: Error): void => {
    cause ??= why ?? null;
    stream.destroy();
  };

  const read = (line: Buffer): void => {
    try {
      options.onMessage(JSON.parse(line.toString("utf8")));
    } catch (error) {
      close(new Error("A message between launcher and worker cannot be read.", { cause: error }));
    }
  };

  stream.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1 && !stream.destroyed; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...pending, chunk.subarray(start, end)]);
      pending = [];
      pendingBytes = 0;
      start = end + 1;
      read(line);
    }
    pending.push(chunk.subarray(start));
    pendingBytes += chunk.length - start;
    if (pendingBytes > options.maxLineBytes)
      close(new Error(`A message between launcher and worker is longer than ${options.maxLineBytes} bytes.`));
  });
  stream.on("error", (error) => {
    cause ??= error;
  });
  stream.on("end", () => stream.destroy());
  stream.on("close", () => options.onClose(cause));

  return {
    send(message) {
      if (stream.destroyed) return;
      stream.write(`${JSON.stringify(message)}\n`);
      if (stream.writableLength > options.maxUnsentBytes)
        close(new Error(`The other side leaves ${stream.writableLength} bytes unread.`));
    },
    close,
  };
}
