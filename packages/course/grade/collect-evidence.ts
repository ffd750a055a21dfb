import {
  type Answer,
  type Entry,
  type HandIn,
  type Kit,
  metricDirection,
  type PartGrade,
  slotRule,
} from "@gradmark/contract";
import { type GradeEvidence, type ProblemSlots, slotEvidence } from "./grade-evidence.ts";

/** What a course keeps of a team, as far as its grade rests on it. */
interface TeamRecord {
  finalEntries: readonly Entry[];
  benchmark: Entry | null;
  handIn: HandIn | null;
  answers: readonly Answer[];
  partGrades: readonly PartGrade[];
}

/** The evidence for a team's grade, from the rows that are stored of it and the problems of its kit. */
export function collectEvidence(kit: Kit, problems: readonly ProblemSlots[], record: TeamRecord): GradeEvidence {
  const { handIn } = record;
  return {
    slots: slotEvidence(gradedOnly(kit, problems), record.answers),
    privateScore: bestPrivateScore(kit, record.finalEntries),
    benchmarkScore: record.benchmark?.privateScore?.score ?? null,
    rerun: handIn === null ? "missing" : rerunOutcome(handIn),
    report: handIn?.report ? "handed-in" : "missing",
    marks: Object.fromEntries(record.partGrades.map(({ part, points }) => [part, points])),
  };
}

/** Practice gives no points, right or wrong. */
function gradedOnly(kit: Kit, problems: readonly ProblemSlots[]): ProblemSlots[] {
  return problems.map(({ id, slots }) => ({ id, slots: slots.filter((slot) => slotRule(kit, id, slot.id).graded) }));
}

function bestPrivateScore(kit: Kit, entries: readonly Entry[]): number | null {
  const scores = entries.flatMap(({ privateScore }) => (privateScore ? [privateScore.score] : []));
  if (scores.length === 0) return null;
  return metricDirection(kit.competition.metric) === "max" ? Math.max(...scores) : Math.min(...scores);
}

function rerunOutcome({ state, verdict }: HandIn): GradeEvidence["rerun"] {
  if (state === "waiting" || state === "running") return "pending";
  return verdict?.outcome ?? "faulted";
}
