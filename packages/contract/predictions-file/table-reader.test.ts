import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Parsed } from "../input-problem.ts";
import { decodeText } from "../text-file.ts";
import type { Cell } from "./columns.ts";
import { readRecords } from "./csv-records.ts";
import { IdList } from "./id-list.ts";
import { expectHeader } from "./parse-predictions.ts";
import type { PredictionTable } from "./prediction-table.ts";
import { TableBuilder } from "./table-builder.ts";
import { TableReader } from "./table-reader.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const cells: Record<Cell["kind"], Cell> = {
  label: { kind: "label", labels: ["0", "1", "7", "cat"] },
  number: { kind: "number" },
  text: { kind: "text" },
  "number-or-nan": { kind: "number-or-nan" },
};
const expectedIds = ["3", "1", "2", "10", "007", "img_4", "123456789012345"];

const formats = fc.record({
  cell: fc.constantFrom(...Object.values(cells)),
  targetColumns: fc.constantFrom(["y"], ["a", "b"]),
  ids: fc.constantFrom(expectedIds, null),
});
interface Format {
  cell: Cell;
  targetColumns: readonly string[];
  ids: readonly string[] | null;
}
const decide = ({ ids, ...format }: Format) =>
  expectHeader({ idColumn: "Id", ...format, ids: ids && IdList.from(new Set(ids)) });

/** The whole text by papaparse alone. */
function byPapaparse(text: string, format: Format): Parsed<PredictionTable> {
  const decoded = decodeText(encode(text), 2 ** 20);
  if (!decoded.ok) return decoded;
  const builder = new TableBuilder(decide(format));
  readRecords(decoded.value.replace(/\r\n?/g, "\n"), 1, builder, true);
  return builder.finish();
}

function byReader(bytes: Uint8Array, format: Format, pieces: readonly number[] = []): Parsed<PredictionTable> {
  const reader = new TableReader(decide(format));
  let at = 0;
  for (const size of pieces) {
    reader.push(bytes.slice(at, at + size));
    at += size;
  }
  reader.push(bytes.slice(at));
  return reader.finish();
}

/** Everything that a caller can see of a table. */
function shown(parsed: Parsed<PredictionTable>): unknown {
  if (!parsed.ok) return parsed.problems;
  const { ids, columns, columnNames } = parsed.value;
  return { ids: [...ids], columnNames, rows: [...parsed.value.values()], kinds: columns.map(({ kind }) => kind) };
}

const numberLike = ["0", "1", "7", "7.0", "0.1", "007", "+7", "-1", "1e3", "1e400", ".5", "5.", "1.2.3", "--1", "1e"];
const long = ["12345678901234567", "0.1234567890123456", "3.0000000000000004", "123456789012345", "1234567890.12345"];
const token = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...expectedIds, ...numberLike, ...long) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 30 }).map(String) },
  fc.constantFrom("", " 7", "7 ", '"7"', '"7', '7"', '"1\n2"', "cat", "é", "\ufeff7", "\t1", "Infinity", "0x10"),
);
const line = fc.tuple(fc.array(token, { minLength: 1, maxLength: 4 }), fc.constantFrom("\n", "\n", "\n", "\r\n", "\r"));
const simpleLine = fc
  .tuple(fc.constantFrom(...expectedIds), fc.constantFrom("0", "7", "7.0"))
  .map((row): [string[], string] => [row, "\n"]);
const file = fc
  .tuple(
    fc.constantFrom("Id,y\n", "Id,a,b\r\n", '\ufeffId,"y"\n', "Id,y\r", "id,y\n", '"Id,y\n', "Id,y"),
    fc.array(fc.oneof({ weight: 2, arbitrary: simpleLine }, line), { maxLength: 12 }),
    fc.constantFrom("", "7,1", "\n", '1,"'),
  )
  .map(([header, lines, end]) => `${header}${lines.map(([row, lineEnd]) => row.join(",") + lineEnd).join("")}${end}`);
const pieces = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 40 });

describe("reading a table", () => {
  it("gives what papaparse gives for the whole text, whatever lines and in whatever pieces", () => {
    fc.assert(
      fc.property(file, formats, pieces, (text, format, sizes) => {
        const wanted = shown(byPapaparse(text, format));
        expect(shown(byReader(encode(text), format))).toEqual(wanted);
        expect(shown(byReader(encode(text), format, sizes))).toEqual(wanted);
      }),
      { numRuns: 3000 },
    );
  });

  it("gives the same for any bytes, in whatever pieces they come", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 100 }).map((tail) => new Uint8Array([...encode("Id,y\n3,7\n"), ...tail])),
    );
    fc.assert(
      fc.property(bytes, formats, pieces, (content, format, sizes) => {
        // Where reading stops early, it depends on the pieces whether a damage behind that place was seen.
        const [whole, cut] = [byReader(content, format), byReader(content, format, sizes)];
        const codes = new Set([whole, cut].flatMap((one) => (one.ok ? [] : one.problems.map(({ code }) => code))));
        if (!codes.has("wrong-header") && !codes.has("bad-quote")) expect(shown(cut)).toEqual(shown(whole));
      }),
      { numRuns: 2000 },
    );
  });

  it("says a NUL byte of the whole file, also after a line that is no UTF-8 and was read before it came", () => {
    const bytes = new Uint8Array([128, 10, 0]);
    const format: Format = { cell: cells.text, targetColumns: ["y"], ids: null };
    expect(byReader(bytes, format)).toMatchObject({ problems: [{ code: "nul-byte" }] });
    expect(byReader(bytes, format, [2])).toEqual(byReader(bytes, format));
  });

  it("reads every finite number as JavaScript does, to the last bit", () => {
    const spelling = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.tuple(fc.nat(), fc.nat({ max: 999_999 })).map(([whole, part]) => `${whole}.${part}`),
      fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
    );
    fc.assert(
      fc.property(spelling, (text) => {
        const format = { cell: cells.number, targetColumns: ["y"], ids: null };
        const parsed = byReader(encode(`Id,y\n1,${text}\n`), format);
        const [column] = parsed.ok ? parsed.value.columns : [];
        expect(column?.kind === "number" && column.values[0]).toBe(Number(text) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps only the line that is not whole yet, and closes quotation marks over many pieces", () => {
    const inside = "x\n".repeat(200_000);
    const text = `Id,y\n1,"${inside}"\n2,b\n2,c\n`;
    const format = { cell: cells.text, targetColumns: ["y"], ids: null };
    const parsed = byReader(
      encode(text),
      format,
      Array.from({ length: 100 }, () => 1000),
    );
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ code: "duplicate-id", row: 200_004, message: expect.stringContaining("first in row 200003") }],
    });
  });

  it("refuses more bytes than are allowed without reading them", () => {
    const reader = new TableReader(decide({ cell: cells.text, targetColumns: ["y"], ids: null }));
    const piece = new Uint8Array(2 ** 26).fill(48);
    for (let k = 0; k < 9; k++) reader.push(piece);
    expect(reader.finish()).toMatchObject({ problems: [{ code: "file-too-large" }] });
  });
});
