import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestName } from "./nearest-name.ts";
import { parseRoster } from "./parse-roster.ts";
import { parseTeams } from "./parse-teams.ts";
import { readTable } from "./read-table.ts";

const bytes = (text: string) => Buffer.from(text);

describe("readTable", () => {
  const lines = (text: string) => {
    const table = readTable(bytes(text), { required: ["a", "b"] });
    return table.ok
      ? table.value.map((row) => [row.line, row.cell("a"), row.cell("b"), row.cell("c")])
      : table.problems;
  };

  it("takes columns in any order, with any capitals, and ignores further ones", () => {
    expect(lines("x,B,A\n1,2,3\n")).toEqual([[2, "3", "2", ""]]);
  });

  it("takes what Excel writes: a byte-order mark, semicolons, CRLF", () => {
    expect(lines("\ufeffa;b\r\n1;2\r\n")).toEqual([[2, "1", "2", ""]]);
    expect(lines("a\tb\n1\t2\n")).toEqual([[2, "1", "2", ""]]);
  });

  it("counts lines of the file, also after blank lines and line breaks in quotation marks", () => {
    expect(lines('a,b\n\n"x\ny",2\n3,4\n')).toEqual([
      [3, "x\ny", "2", ""],
      [5, "3", "4", ""],
    ]);
  });

  it("names the columns that are missing", () => {
    expect(lines("a,c\n1,2\n")).toEqual([
      { code: "wrong-header", row: 1, message: 'row 1: the header is "a,c"; it must name a, b. Missing: b.' },
    ]);
  });
});

describe("parseRoster", () => {
  it("reads people", () => {
    const roster = parseRoster(
      bytes("name,email,student_id\n Ada  Example ,Ada@example.edu,0071\nBo,bo@example.edu,\n"),
    );
    expect(roster).toEqual({
      people: [
        { name: "Ada Example", email: "Ada@example.edu", studentId: "0071" },
        { name: "Bo", email: "bo@example.edu", studentId: null },
      ],
      problems: [],
    });
  });

  it("leaves out rows with a problem and says what is wrong in which row", () => {
    const roster = parseRoster(
      bytes(
        "name,email,student_id\nAda,ada@example.edu,1\n,nobody@example.edu,2\nBo,bo@example,3\nCy,ADA@example.edu,1\n",
      ),
    );
    expect(roster.people.map((person) => person.name)).toEqual(["Ada"]);
    expect(roster.problems.map((problem) => problem.message)).toEqual([
      "row 3: the name is empty.",
      'row 4: "bo@example" is not an e-mail address.',
      "row 5: the email ada@example.edu stands a second time (first in row 2).",
      "row 5: the student_id 1 stands a second time (first in row 2).",
    ]);
  });

  it("refuses cells by which a gradebook finds people when a spreadsheet would run them", () => {
    for (const line of ["A,=cmd@example.edu,1", "A,+x@example.edu,1", "A,a@example.edu,=1+1", "A,a@example.edu,-1"])
      expect(parseRoster(bytes(`name,email,student_id\n${line}\n`)).people).toEqual([]);
  });
});

describe("parseTeams", () => {
  const roster = ["ada@example.edu", "bo@example.edu", "cy@example.edu"];
  const parse = (rows: string[], size = { minSize: 1, maxSize: 2 }) =>
    parseTeams(bytes(["team,email", ...rows].join("\n")), { size, roster });

  it("gathers the members of each team, with addresses as the roster writes them", () => {
    expect(parse(["Ampère,ADA@example.edu", "Ohm,cy@example.edu", "Ampère,bo@example.edu"])).toEqual({
      teams: [
        { name: "Ampère", members: ["ada@example.edu", "bo@example.edu"] },
        { name: "Ohm", members: ["cy@example.edu"] },
      ],
      problems: [],
    });
  });

  it("refuses a second spelling of a name that only looks the same", () => {
    const list = parse(["Ohm,ada@example.edu", "Ohm ,bo@example.edu"]);
    expect(list.teams).toEqual([{ name: "Ohm", members: ["ada@example.edu"] }]);
    expect(list.problems[0]).toMatchObject({ row: 3, code: "bad-name" });
    expect(list.problems[1]?.message).toContain("there is a space at one end");
  });

  it("refuses people who are in two teams, twice in one, or not on the roster", () => {
    const rows = [
      "Ohm,ada@example.edu",
      "Volt,ada@example.edu",
      "Watt,bo@example.edu",
      "Watt,bo@example.edu",
      "X,cyy@example.edu",
    ];
    const list = parse(rows);
    expect(list.teams.map((team) => team.name)).toEqual(["Ohm"]);
    expect(list.problems.map((problem) => problem.message)).toEqual([
      'row 3: ada@example.edu is in "Ohm" already (row 2).',
      "row 5: bo@example.edu is in this team already (row 4).",
      "row 6: cyy@example.edu is not on the roster. Did you mean cy@example.edu?",
    ]);
  });

  it("refuses a team that is too large", () => {
    const list = parse(["Ohm,ada@example.edu", "Ohm,bo@example.edu", "Ohm,cy@example.edu"]);
    expect(list).toMatchObject({ teams: [], problems: [{ row: 2 }] });
    expect(list.problems[0]?.message).toContain('"Ohm" has 3 members; 2 are allowed');
  });
});

describe("nearestName", () => {
  it("finds the name with the fewest edits, when they are few", () => {
    expect(nearestName("Gradient Decenders", ["Momentum", "Gradient Descenders"])).toBe("Gradient Descenders");
    expect(nearestName("Momentum", ["Gradient Descenders"])).toBeNull();
    expect(nearestName("ab", ["ac", "abc"])).toBe("ac");
    expect(nearestName("x", [])).toBeNull();
  });

  it("finds a name that is there, whatever else is", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), fc.nat(), (names, k) => {
        const name = names[k % names.length] ?? "";
        expect(nearestName(name, names)).not.toBeNull();
      }),
    );
  });
});
