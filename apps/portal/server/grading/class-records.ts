import type { Course } from "@gradmark/contract";
import { selectTeamRecord, selectTeams, type TeamRecord } from "@gradmark/db";
import type { House } from "../house.ts";

/** What is stored of every team of a course, by name. Holds private scores. */
export function classRecords({ database }: Pick<House, "database">, course: Course): TeamRecord[] {
  return selectTeams(database, course.id).map(({ id }) => selectTeamRecord(database, id));
}
