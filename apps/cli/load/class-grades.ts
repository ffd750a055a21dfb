import type { Course, GradeSheet, Person, Team } from "@gradmark/contract";
import { type GradebookRow, gradeSheet, loadKit, rulesOfKit } from "@gradmark/course";
import {
  selectOptionalGradingRules,
  selectTeamMembers,
  selectTeamRecord,
  selectTeams,
  type TeamRecord,
} from "@gradmark/db";
import type { OpenHome } from "./home.ts";

/** A team with what is stored of it and the grade that follows. */
export interface TeamGrade {
  team: Team;
  members: Person[];
  record: TeamRecord;
  grade: GradeSheet;
}

/** The grade of every team of a course, computed anew from what is stored. */
export async function loadTeamGrades(home: OpenHome, course: Course): Promise<TeamGrade[]> {
  const loaded = await loadKit(home.path("courses", course.slug, "kit"));
  if (!loaded.ok) throw new Error(`the course's kit is damaged: ${loaded.problems[0]?.message}`);
  const rules = selectOptionalGradingRules(home.db, course.id)?.rules ?? rulesOfKit(course.kit);
  const scheme = { kit: course.kit, problems: loaded.value.problems, rules };
  return selectTeams(home.db, course.id).map((team) => {
    const record = selectTeamRecord(home.db, team.id);
    return { team, members: selectTeamMembers(home.db, team.id), record, grade: gradeSheet(scheme, record) };
  });
}

/** A gradebook line for each member of each team, in the order of teams and members. */
export function gradebookRows(grades: readonly TeamGrade[]): GradebookRow[] {
  return grades.flatMap(({ team, members, grade }) =>
    members.map(({ id, name, email }) => {
      const own = grade.members.find(({ userId }) => userId === id);
      return { name, email, studentId: null, team: team.name, grade: { ...grade, ...own } };
    }),
  );
}
