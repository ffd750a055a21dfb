import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PredictionsFormat, parsePredictions } from "./parse-predictions.ts";

const digits: PredictionsFormat = {
  idColumn: "Id",
  targetColumns: ["Label"],
  cell: { kind: "label", labels: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] },
  ids: new Set(["1", "2", "3"]),
};
const good = "Id,Label\n1,7\n2,0\n3,9\n";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function problemsOf(content: string | Uint8Array, format = digits) {
  const parsed = parsePredictions(typeof content === "string" ? bytes(content) : content, format);
  return parsed.ok ? [] : parsed.problems;
}

describe("a predictions file", () => {
  it("is read by id, in any order", () => {
    const parsed = parsePredictions(bytes("Id,Label\n3,9\n1,7\n2,0\n"), digits);
    expect(parsed.ok && parsed.value.get("1")).toEqual(["7"]);
  });

  it.each([
    ["a byte-order mark", `\ufeff${good}`],
    ["CRLF line ends", good.replaceAll("\n", "\r\n")],
    ["no last line end", good.trimEnd()],
    ["an empty last line", `${good}\n`],
    ["spaces around cells", "Id, Label\n1, 7\n2 ,0\n3,9 \n"],
    ["quoted cells", 'Id,Label\n"1","7"\n2,0\n3,9\n'],
    ["labels written as decimals", "Id,Label\n1,7.0\n2,0\n3,9.00\n"],
  ])("may have %s", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ["an empty file", "", "file-empty", undefined],
    ["a wrong header", "id,label\n1,7\n", "wrong-header", 1],
    ["a header with a column too many", "Id,Label,Usage\n1,7,Public\n", "wrong-header", 1],
    ["no header", "1,7\n2,0\n3,9\n", "wrong-header", 1],
    ["a doubled id", "Id,Label\n1,7\n2,0\n3,9\n1,7\n", "duplicate-id", 5],
    ["an unknown id", "Id,Label\n1,7\n2,0\n3,9\n4711,1\n", "unknown-id", 5],
    ["text for a number", "Id,Label\n1,seven\n2,0\n3,9\n", "not-a-number", 2],
    ["a label outside the list", "Id,Label\n1,7\n2,12\n3,9\n", "unknown-label", 3],
    ["an empty cell", "Id,Label\n1,7\n2,\n3,9\n", "empty-cell", 3],
    ["a missing column", "Id,Label\n1,7\n2\n3,9\n", "wrong-column-count", 3],
    ["an open quotation mark", 'Id,Label\n1,7\n2,"0\n3,9\n', "bad-quote", 3],
  ])("with %s is refused, naming the row", (_, text, code, row) => {
    const first = problemsOf(text)[0];
    expect(first).toMatchObject({ code, ...(row ? { row } : {}) });
    if (row) expect(first?.message).toContain(`row ${row}`);
  });

  it("with missing ids is refused, saying how many and which", () => {
    expect(problemsOf("Id,Label\n2,0\n")).toMatchObject([
      { code: "missing-id", message: expect.stringMatching(/2 of 3 .* 1, 3/) },
    ]);
  });

  it("names the line of the file also after a quoted cell with line breaks", () => {
    expect(problemsOf('Id,Label\n"1\n",7\n2,x\n3,9\n')).toMatchObject([{ code: "not-a-number", row: 4 }]);
  });

  it("as UTF-16 is refused with the remedy", () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...good].flatMap((c) => [c.charCodeAt(0), 0])]);
    expect(problemsOf(utf16)).toMatchObject([{ code: "utf-16", message: expect.stringContaining("UTF-8") }]);
  });

  it("with NUL bytes is refused, naming the byte", () => {
    expect(problemsOf("Id,Label\n1,\u00007\n")).toMatchObject([
      { code: "nul-byte", message: expect.stringContaining("Byte 12") },
    ]);
  });

  it("in Latin-1 is refused as not UTF-8", () => {
    expect(problemsOf(new Uint8Array([...bytes("Id,Label\n1,"), 0xe9]))).toMatchObject([{ code: "not-utf8" }]);
  });

  it("shows control characters of a hostile cell as dots", () => {
    expect(problemsOf("Id,Label\n1,\u001b[31m\n2,0\n3,9\n")[0]?.message).not.toContain("\u001b");
  });

  it("reports the first 20 problems and how many more there are", () => {
    const rows = Array.from({ length: 50 }, () => "1,x").join("\n");
    const problems = problemsOf(`Id,Label\n${rows}\n`);
    expect(problems).toHaveLength(20);
    expect(problems.at(-1)?.message).toMatch(/And 31 more problems\.$/);
  });

  it("with ten million rows is refused without reading them all", () => {
    const line = "1,7\n";
    const file = new Uint8Array(10_000_000 * line.length + 9);
    file.set(bytes("Id,Label\n"));
    const block = bytes(line.repeat(10_000));
    for (let at = 9; at < file.length; at += block.length) file.set(block.subarray(0, file.length - at), at);
    const problems = problemsOf(file);
    expect(problems.some((p) => p.code === "too-many-rows" || p.code === "duplicate-id")).toBe(true);
    expect(problems.length).toBeLessThanOrEqual(20);
  });

  it("with every id once and every label known is always accepted, whatever the order", () => {
    const permutation = fc.shuffledSubarray(["1", "2", "3"], { minLength: 3, maxLength: 3 });
    const labels = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(permutation, labels, (ids, values) => {
        const text = `Id,Label\n${ids.map((id, k) => `${id},${values[k]}`).join("\n")}\n`;
        const parsed = parsePredictions(bytes(text), digits);
        expect(parsed.ok && ids.map((id) => parsed.value.get(id)?.[0])).toEqual(values.map(String));
      }),
    );
  });

  it("never makes the parser throw, whatever the bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (content) => void parsePredictions(content, digits)));
    fc.assert(fc.property(fc.string(), (text) => void parsePredictions(bytes(`Id,Label\n${text}`), digits)));
  });
});
