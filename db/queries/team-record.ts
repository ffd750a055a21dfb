import type { Answer, Entry, GradeAdjustment, HandIn, Mark } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { selectAnswers } from "./answer.ts";
import { selectCourse } from "./course.ts";
import { selectOptionalBenchmark } from "./entry.ts";
import { selectFinalEntries } from "./final-entry.ts";
import { selectAdjustments } from "./grade-adjustment.ts";
import { selectOptionalCurrentHandIn } from "./hand-in.ts";
import { selectMarksOfHandIn } from "./mark.ts";
import { selectTeam } from "./team.ts";
import { selectTeamMembers } from "./team-member.ts";

/** All that a team's grade rests on, as it is stored. Holds private scores. */
export interface TeamRecord {
  teamId: string;
  /** The ids of its members. */
  members: string[];
  /** When its hand-in was due. */
  deadline: Date;
  finalEntries: Entry[];
  benchmark: Entry | null;
  handIn: HandIn | null;
  answers: Answer[];
  /** The marks on that hand-in that count, done or not. */
  marks: Mark[];
  /** Those that hold. */
  adjustments: GradeAdjustment[];
}

export function selectTeamRecord(db: Database, teamId: string): TeamRecord {
  const { courseId } = selectTeam(db, teamId);
  const handIn = selectOptionalCurrentHandIn(db, teamId) ?? null;
  return {
    teamId,
    members: selectTeamMembers(db, teamId).map(({ id }) => id),
    deadline: selectCourse(db, courseId).deadline,
    finalEntries: selectFinalEntries(db, teamId).entries,
    benchmark: selectOptionalBenchmark(db, courseId) ?? null,
    handIn,
    answers: selectAnswers(db, { teamId, limit: Number.MAX_SAFE_INTEGER }),
    marks: handIn === null ? [] : selectMarksOfHandIn(db, handIn.id).filter(({ purpose }) => purpose === "grade"),
    adjustments: selectAdjustments(db, teamId),
  };
}
