import type { KeptOutput } from "./sandbox.ts";

/** Keeps the beginning and the end of a stream of any length in a fixed amount of memory. */
export class OutputKeeper {
  private readonly half: number;
  private readonly headParts: Uint8Array[] = [];
  private headLength = 0;
  private tailParts: Uint8Array[] = [];
  private tailLength = 0;
  bytes = 0;

  constructor(keptBytes: number) {
    this.half = Math.ceil(keptBytes / 2);
  }

  add(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    const room = Math.min(this.half - this.headLength, chunk.length);
    if (room > 0) {
      this.headParts.push(chunk.subarray(0, room));
      this.headLength += room;
    }
    this.addToTail(chunk.subarray(Math.max(room, 0)));
  }

  private addToTail(rest: Uint8Array): void {
    if (rest.length === 0) return;
    this.tailParts.push(rest);
    this.tailLength += rest.length;
    // Joined only now and then, so that many small writes stay linear.
    if (this.tailLength > 4 * this.half + 65536) this.cutTail();
  }

  private cutTail(): void {
    const joined = Buffer.concat(this.tailParts);
    const kept = Uint8Array.from(joined.subarray(Math.max(0, joined.length - this.half)));
    this.tailParts = [kept];
    this.tailLength = kept.length;
  }

  finish(): KeptOutput {
    this.cutTail();
    return { bytes: this.bytes, head: Uint8Array.from(Buffer.concat(this.headParts)), tail: joinOne(this.tailParts) };
  }
}

function joinOne(parts: readonly Uint8Array[]): Uint8Array {
  return parts[0] ?? new Uint8Array();
}
