import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ascendingOrder, midranks } from "./ranks.ts";

const values = fc
  .array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, 5e-324, -5e-324)), { maxLength: 300 })
  .map((list) => Float64Array.from(list));

describe("ranks", () => {
  it("put rows in the order of any numbers, equal ones in the order of rows", () => {
    fc.assert(
      fc.property(values, (list) => {
        const rows = Array.from(list, (_, row) => row);
        const wanted = rows.sort((a, b) => (list[a] === list[b] ? a - b : (list[a] ?? 0) < (list[b] ?? 0) ? -1 : 1));
        expect([...ascendingOrder(list)]).toEqual(wanted);
      }),
    );
  });

  it("put many rows in order, too", () => {
    const many = Float64Array.from({ length: 70_000 }, (_, k) => Math.sin(k) * 10 ** ((k % 40) - 20));
    const order = ascendingOrder(many);
    expect(order.every((row, at) => at === 0 || (many[order[at - 1] ?? 0] ?? 0) <= (many[row] ?? 0))).toBe(true);
    expect(new Set(order).size).toBe(70_000);
  });

  it("of rows that count several times are those of the rows written several times", () => {
    const counted = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(counted, (rows) => {
        const list = Float64Array.from(rows, ([value]) => value);
        const ranks = midranks(
          list,
          ascendingOrder(list),
          Int32Array.from(rows, ([, times]) => times),
        );
        const written = Float64Array.from(rows.flatMap(([value, times]) => Array.from({ length: times }, () => value)));
        const single = midranks(written, ascendingOrder(written), null);
        let at = 0;
        for (const [row, [, times]] of rows.entries()) {
          if (times > 0) expect(ranks[row]).toBe(single[at]);
          at += times;
        }
      }),
    );
  });
});
