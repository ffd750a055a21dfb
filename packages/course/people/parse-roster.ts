import type { InputProblem } from "@gradmark/contract";
import { readTable, type TableRow } from "./read-table.ts";

/** A person of a course as the university lists them. */
export interface RosterPerson {
  name: string;
  email: string;
  studentId: string | null;
}

/** What a roster holds. Rows with a problem are not among `people`; whether the rest is taken is the caller's choice. */
export interface ParsedRoster {
  people: RosterPerson[];
  problems: InputProblem[];
}

/**
 * Reads a roster, `name,email,student_id` (the last may be missing). E-mail addresses are compared without regard to
 * capitals and kept as written, since Moodle compares them with. Every problem names its row.
 */
export function parseRoster(bytes: Uint8Array): ParsedRoster {
  const table = readTable(bytes, { required: ["name", "email"], optional: ["student_id"] });
  if (!table.ok) return { people: [], problems: table.problems };
  const seen = { email: new Map<string, number>(), studentId: new Map<string, number>() };
  const roster: ParsedRoster = { people: [], problems: [] };
  for (const row of table.value) {
    const person = {
      name: row.cell("name").replace(/\s+/g, " ").trim(),
      email: row.cell("email").trim(),
      studentId: row.cell("student_id").trim() || null,
    };
    const problems = [
      ...checkPerson(person, row),
      ...repeated(seen.email, person.email.toLowerCase(), "email", row),
      ...(person.studentId === null ? [] : repeated(seen.studentId, person.studentId, "student_id", row)),
    ];
    if (problems.length === 0) roster.people.push(person);
    roster.problems.push(...problems);
  }
  return roster;
}

function checkPerson({ name, email, studentId }: RosterPerson, { line: row }: TableRow): InputProblem[] {
  const problems: InputProblem[] = [];
  const refuse = (code: InputProblem["code"], what: string) =>
    problems.push({ code, row, message: `row ${row}: ${what}` });
  if (name === "") refuse("empty-cell", "the name is empty.");
  if (/\p{Cc}/u.test(name)) refuse("bad-name", "the name holds a control character.");
  if (!isEmail(email)) refuse("bad-email", `"${email}" is not an e-mail address.`);
  // A gradebook finds people by these cells, so they cannot be defused there: see gradebook/safe-cells.ts.
  if (studentId !== null && !/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,63}$/u.test(studentId))
    refuse("bad-name", `the student id "${studentId}" has characters other than letters, digits, ".", "_", "/", "-".`);
  return problems;
}

/** One @, a dot in the domain, no spaces or quotation marks: what universities give out, not all that RFC 5321 allows. */
function isEmail(text: string): boolean {
  return text.length <= 254 && /^[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(text);
}

function repeated(seen: Map<string, number>, value: string, column: string, { line: row }: TableRow): InputProblem[] {
  const first = seen.get(value);
  if (value === "") return [];
  if (first === undefined) {
    seen.set(value, row);
    return [];
  }
  const message = `row ${row}: the ${column} ${value} stands a second time (first in row ${first}).`;
  return [{ code: "duplicate-name", row, message }];
}
