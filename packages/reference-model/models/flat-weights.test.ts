import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatWeights, parseWeights } from "./flat-weights.ts";

const tensor = fc
  .record({ name: fc.string({ minLength: 1, unit: "binary" }), shape: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }) })
  .chain(({ name, shape }) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const values = fc.float32Array({ minLength: length, maxLength: length });
    return values.map((numbers) => ({ name, shape, values: numbers }));
  });

describe("a flat weights file", () => {
  it("gives back what was written, to the bit", () => {
    fc.assert(
      fc.property(fc.array(tensor, { maxLength: 4 }), (tensors) => {
        expect(parseWeights(formatWeights(tensors))).toEqual(tensors);
      }),
    );
  });

  it("is a line of JSON and then little-endian numbers", () => {
    const bytes = formatWeights([{ name: "W1", shape: [1, 2], values: Float32Array.of(1, -2) }]);
    const header = '{"format":"gradmark-weights/1","tensors":[{"name":"W1","shape":[1,2]}]}\n';
    expect(new TextDecoder().decode(bytes.subarray(0, header.length))).toBe(header);
    expect([...bytes.subarray(header.length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it("is refused when it is cut off, too long, or of another format", () => {
    const bytes = formatWeights([{ name: "W", shape: [3], values: Float32Array.of(1, 2, 3) }]);
    expect(() => parseWeights(bytes.subarray(0, bytes.length - 1))).toThrow();
    const longer = new Uint8Array(bytes.length + 4);
    longer.set(bytes);
    expect(() => parseWeights(longer)).toThrow("the file has 16");
    expect(() => parseWeights(new TextEncoder().encode('{"format":"other"}\n'))).toThrow("gradmark-weights/1");
    expect(() => parseWeights(new Uint8Array(0))).toThrow("gradmark-weights/1");
  });
});
