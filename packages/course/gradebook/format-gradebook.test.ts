import type { Grade } from "@gradmark/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatGradebook, parseGradebook } from "./format-gradebook.ts";
import type { GradebookRow } from "./gradebook-row.ts";
import { gradebookFormats } from "./layouts.ts";
import { readCell, runsAsFormula } from "./safe-cells.ts";

function graded(cents: number, open = 0): Grade {
  const part = { section: "s", title: "Part", weight: 50, open: 0, why: "" };
  return {
    points: cents / 100,
    open,
    total: open > 0 ? null : cents / 100,
    parts: [
      { ...part, id: "one", points: cents / 100 },
      { ...part, id: "two", points: 0, open },
    ],
  };
}

const ada: GradebookRow = {
  name: "Ada Example",
  email: "ada@example.edu",
  studentId: "0071",
  team: "Analysts",
  grade: graded(8350),
};
const open: GradebookRow = { ...ada, name: "Bo", email: "bo@example.edu", studentId: null, grade: graded(1000, 32) };

describe("formatGradebook", () => {
  it("writes our own table with every part", () => {
    expect(formatGradebook([ada, open], "csv")).toBe(
      [
        "name,email,student_id,total,open,team,one,two",
        "Ada Example,ada@example.edu,0071,83.50,0.00,Analysts,83.50,0.00",
        "Bo,bo@example.edu,,,32.00,Analysts,10.00,0.00",
        "",
      ].join("\r\n"),
    );
  });

  it("writes Canvas's identity columns and the sentinel with the maximum", () => {
    expect(formatGradebook([ada, open], "canvas", { title: "Lab 1" })).toBe(
      [
        "Student,ID,SIS User ID,SIS Login ID,Section,Lab 1",
        "Points Possible,,,,,100.00",
        "Ada Example,,0071,ada@example.edu,,83.50",
        "Bo,,,bo@example.edu,,",
        "",
      ].join("\r\n"),
    );
  });

  it("writes Moodle's columns without feedback, which would wipe open grades", () => {
    expect(formatGradebook([ada], "moodle", { title: "Lab 1" })).toBe(
      "Full name,Email address,ID number,Lab 1\r\nAda Example,ada@example.edu,0071,83.50\r\n",
    );
  });

  it("writes Gradescope's columns", () => {
    expect(formatGradebook([ada], "gradescope", { title: "Lab 1" })).toBe(
      [
        "First Name,Last Name,SID,Email,Sections,Lab 1,Lab 1 - Max Points,Lab 1 - Submission Time,Lab 1 - Lateness (H:M:S)",
        "Ada,Example,0071,ada@example.edu,,83.50,100.00,,",
        "",
      ].join("\r\n"),
    );
  });

  it("leaves no cell that a spreadsheet would run", () => {
    const evil = { ...ada, name: '=HYPERLINK("http://evil.example","x")', team: "@SUM(A1)", studentId: "-1+1" };
    for (const format of gradebookFormats) {
      const text = formatGradebook([evil], format);
      expect(text).not.toMatch(/(?:^|,|")[=+\-@]/m);
      expect(parseGradebook(text, format)[0]).toMatchObject({ name: evil.name, studentId: "-1+1" });
    }
  });

  it("writes an empty class as a header alone", () => {
    for (const format of gradebookFormats) expect(parseGradebook(formatGradebook([], format), format)).toEqual([]);
  });

  const text = fc.string({ unit: fc.constantFrom(..."ab =+-@'\",;\n\té".split("")), maxLength: 8 });
  const rows: fc.Arbitrary<GradebookRow[]> = fc.array(
    fc.record({
      name: text,
      email: fc.oneof(fc.emailAddress(), text),
      studentId: fc.option(text.filter((one) => one !== "")),
      team: text,
      grade: fc.option(
        fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 0, 3)).map(([c, o]) => graded(c, o)),
      ),
    }),
    { maxLength: 6 },
  );

  it("reads back as it was written, in every format, for every name", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...gradebookFormats), (people, format) => {
        const read = parseGradebook(formatGradebook(people, format), format);
        expect(read.map(({ email, studentId, total }) => [email, studentId, total])).toEqual(
          people.map(({ email, studentId, grade }) => [email, studentId, grade?.total ?? null]),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("refuses a table that is another or was changed", () => {
    expect(() => parseGradebook("name,mail\r\n", "csv")).toThrow("this is no csv gradebook");
    const changed = formatGradebook([ada], "moodle").replace("83.50", "a lot");
    expect(() => parseGradebook(changed, "moodle")).toThrow('"a lot" in a gradebook is no number');
  });
});

describe("safe cells", () => {
  it("are the cells themselves, except where a spreadsheet would run them", () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        const written = runsAsFormula.test(cell) ? `'${cell}` : cell;
        expect(written).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(readCell(written)).toBe(cell);
      }),
    );
    expect(readCell("'tis")).toBe("'tis");
  });
});
