import { type GradebookLayout, type GradebookRow, points, readPoints } from "./gradebook-row.ts";

export const gradebookFormats = ["csv", "canvas", "moodle", "gradescope"] as const;
export type GradebookFormat = (typeof gradebookFormats)[number];

/** The maximum of a whole lab: parts are percent. */
const maximum = points(100);

/** How each format lays out a gradebook. `title` names the assignment in the learning platform. */
export function layoutOf(format: GradebookFormat, title: string, rows: readonly GradebookRow[]): GradebookLayout {
  switch (format) {
    case "csv":
      return plainLayout(rows);
    case "canvas":
      return canvasLayout(title);
    case "moodle":
      return moodleLayout(title);
    case "gradescope":
      return gradescopeLayout(title);
  }
}

/** Our own: everything, one column a part, and what is still open. */
function plainLayout(rows: readonly GradebookRow[]): GradebookLayout {
  const parts = rows.find((row) => row.grade !== null)?.grade?.parts.map((part) => part.id) ?? [];
  return {
    header: ["name", "email", "student_id", "total", "open", "team", ...parts],
    preface: [],
    write: ({ name, email, studentId, team, grade }) => [
      name,
      email,
      studentId ?? "",
      points(grade?.total),
      points(grade?.open),
      team,
      ...parts.map((id) => points(grade?.parts.find((part) => part.id === id)?.points)),
    ],
    read: ([name = "", email = "", studentId = "", total]) => entry(name, email, studentId, total),
  };
}

/**
 * Canvas: five identity columns with exactly these names, then the assignment; the first line is the sentinel
 * `Points Possible`. Canvas finds a person by ID (which only Canvas knows: left empty), SIS User ID or SIS Login ID.
 */
function canvasLayout(title: string): GradebookLayout {
  return {
    header: ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title],
    preface: [["Points Possible", "", "", "", "", maximum]],
    write: ({ name, email, studentId, grade }) => [name, "", studentId ?? "", email, "", points(grade?.total)],
    read: ([name = "", , studentId = "", email = "", , total]) => entry(name, email, studentId, total),
  };
}

/**
 * Moodle: columns are mapped at the import, by e-mail (capitals count) or ID number. No feedback column: Moodle wipes
 * the grades of an import that has feedback and an empty grade.
 */
function moodleLayout(title: string): GradebookLayout {
  return {
    header: ["Full name", "Email address", "ID number", title],
    preface: [],
    write: ({ name, email, studentId, grade }) => [name, email, studentId ?? "", points(grade?.total)],
    read: ([name = "", email = "", studentId = "", total]) => entry(name, email, studentId, total),
  };
}

/** Gradescope: the columns of its course gradebook download, four for each assignment. */
function gradescopeLayout(title: string): GradebookLayout {
  const assignment = [title, `${title} - Max Points`, `${title} - Submission Time`, `${title} - Lateness (H:M:S)`];
  return {
    header: ["First Name", "Last Name", "SID", "Email", "Sections", ...assignment],
    preface: [],
    write: ({ name, email, studentId, grade }) => {
      const last = name.lastIndexOf(" ");
      const [first, family] = last === -1 ? [name, ""] : [name.slice(0, last), name.slice(last + 1)];
      return [first, family, studentId ?? "", email, "", points(grade?.total), maximum, "", ""];
    },
    read: ([first = "", family = "", studentId = "", email = "", , total]) =>
      entry(family === "" ? first : `${first} ${family}`, email, studentId, total),
  };
}

function entry(name: string, email: string, studentId: string, total: string | undefined) {
  return { name, email, studentId: studentId === "" ? null : studentId, total: readPoints(total) };
}
