import type { Answer, Entry, HandIn, PartGrade } from "@gradmark/contract";
import type { Database } from "../database.ts";
import { selectAnswers } from "./answer.ts";
import { selectOptionalBenchmark } from "./entry.ts";
import { selectFinalEntries } from "./final-entry.ts";
import { selectOptionalCurrentHandIn } from "./hand-in.ts";
import { selectPartGrades } from "./part-grade.ts";
import { selectTeam } from "./team.ts";

/** All that a team's grade rests on, as it is stored. Holds private scores. */
export interface TeamRecord {
  finalEntries: Entry[];
  benchmark: Entry | null;
  handIn: HandIn | null;
  answers: Answer[];
  partGrades: PartGrade[];
}

export function selectTeamRecord(db: Database, teamId: string): TeamRecord {
  const { courseId } = selectTeam(db, teamId);
  return {
    finalEntries: selectFinalEntries(db, teamId).entries,
    benchmark: selectOptionalBenchmark(db, courseId) ?? null,
    handIn: selectOptionalCurrentHandIn(db, teamId) ?? null,
    answers: selectAnswers(db, { teamId, limit: Number.MAX_SAFE_INTEGER }),
    partGrades: selectPartGrades(db, teamId),
  };
}
