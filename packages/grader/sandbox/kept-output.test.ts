import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OutputKeeper } from "./kept-output.ts";

describe("keeping the two ends of an output", () => {
  it("keeps all of a short one, else the first and the last bytes, whatever the chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), fc.integer({ min: 2, max: 60 }), (chunks, kept) => {
        const keeper = new OutputKeeper(kept);
        for (const chunk of chunks) keeper.add(chunk);
        const whole = Buffer.concat(chunks);
        const half = Math.ceil(kept / 2);
        const { bytes, head, tail } = keeper.finish();
        expect(bytes).toBe(whole.length);
        expect(Buffer.from(head)).toEqual(whole.subarray(0, half));
        expect(Buffer.from(tail)).toEqual(whole.subarray(half).subarray(-half));
      }),
    );
  });

  it("keeps little memory of a very long one", () => {
    const keeper = new OutputKeeper(10);
    for (let k = 0; k < 100_000; k++) keeper.add(Buffer.from("0123456789"));
    expect(keeper.finish()).toMatchObject({ bytes: 1_000_000, tail: Uint8Array.from(Buffer.from("56789")) });
  });
});
