import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openLineChannel } from "./line-channel.ts";

function listen(maxLineBytes = 1000) {
  const stream = new PassThrough();
  const messages: unknown[] = [];
  const closed = Promise.withResolvers<Error | null>();
  openLineChannel(stream, {
    ...{ maxLineBytes, maxUnsentBytes: 1000 },
    onMessage: (message) => messages.push(message),
    onClose: closed.resolve,
  });
  return { stream, messages, closed: closed.promise };
}

describe("the channel between launcher and worker", () => {
  it("delivers the same messages in whatever pieces the bytes arrive", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        async (sent, size) => {
          const { stream, messages, closed } = listen(1e6);
          const bytes = Buffer.from(sent.map((message) => `${JSON.stringify(message)}\n`).join(""));
          for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
          stream.end();
          expect(await closed).toBeNull();
          expect(messages).toEqual(JSON.parse(JSON.stringify(sent)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("ends at a line that is longer than allowed", async () => {
    const { stream, closed } = listen(10);
    stream.write(`"${"x".repeat(50)}`);
    expect((await closed)?.message).toContain("longer than 10 bytes");
  });

  it("ends at a line that is not JSON, and reads nothing after it", async () => {
    const { stream, messages, closed } = listen();
    stream.write('1\n{"broken\n2\n');
    expect((await closed)?.message).toContain("cannot be read");
    expect(messages).toEqual([1]);
  });

  it("ends when the other side does not read", async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    const closed = Promise.withResolvers<Error | null>();
    const channel = openLineChannel(stream.pause(), {
      ...{ maxLineBytes: 1e6, maxUnsentBytes: 1000 },
      onMessage: () => {},
      onClose: closed.resolve,
    });
    stream.pause();
    for (let n = 0; n < 10; n++) channel.send("x".repeat(300));
    expect((await closed.promise)?.message).toContain("unread");
  });
});
