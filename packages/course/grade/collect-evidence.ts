import {
  type Answer,
  type Entry,
  type GradeAdjustment,
  type HandIn,
  type Kit,
  type Mark,
  metricDirection,
  type RerunOutcome,
  slotRule,
} from "@gradmark/contract";
import { type GradeEvidence, type ProblemSlots, slotEvidence } from "./grade-evidence.ts";
import { rubricOf } from "./grading-rules.ts";
import { fromHundredths } from "./hundredths.ts";
import { markPoints } from "./mark-points.ts";

/** What a course keeps of a team, as far as its grade rests on it. */
export interface StoredTeam {
  teamId: string;
  /** The ids of its members. */
  members: readonly string[];
  /** When its hand-in was due. */
  deadline: Date;
  finalEntries: readonly Entry[];
  benchmark: Entry | null;
  handIn: HandIn | null;
  answers: readonly Answer[];
  /** The marks on that hand-in that count; those that are not done yet count nothing. */
  marks: readonly Mark[];
  adjustments: readonly GradeAdjustment[];
}

type Evident = Pick<StoredTeam, "finalEntries" | "benchmark" | "handIn" | "answers" | "marks">;

/** The evidence for a team's grade, from the rows that are stored of it and the problems of its kit. */
export function collectEvidence(kit: Kit, problems: readonly ProblemSlots[], record: Evident): GradeEvidence {
  const { handIn, benchmark } = record;
  return {
    slots: slotEvidence(gradedOnly(kit, problems), record.answers),
    privateScore: bestFinalEntry(kit, record.finalEntries)?.privateScore?.score ?? null,
    benchmarkScore: benchmark?.privateScore?.score ?? null,
    rerun: handIn === null ? "missing" : rerunOutcome(kit, handIn),
    report: handIn?.report ? "handed-in" : "missing",
    ...collectMarks(kit, record.marks),
  };
}

/** Practice gives no points, right or wrong. */
export function gradedOnly(kit: Kit, problems: readonly ProblemSlots[]): ProblemSlots[] {
  return problems.map(({ id, slots }) => ({ id, slots: slots.filter((slot) => slotRule(kit, id, slot.id).graded) }));
}

/** The final entry with the best private score; undefined while none has one. */
export function bestFinalEntry(kit: Kit, entries: readonly Entry[]): Entry | undefined {
  const sign = metricDirection(kit.competition.metric) === "max" ? 1 : -1;
  return entries
    .filter(({ privateScore }) => privateScore !== null)
    .reduce<Entry | undefined>(
      (best, one) => (best && sign * scoreOf(best) >= sign * scoreOf(one) ? best : one),
      undefined,
    );
}

function scoreOf({ privateScore }: Entry): number {
  return privateScore?.score ?? Number.NaN;
}

function rerunOutcome(kit: Kit, { state, verdict }: HandIn): GradeEvidence["rerun"] {
  if (state === "waiting" || state === "running") return "pending";
  return verdict ? outcomeUnder(kit.handIn.tolerance, verdict) : "faulted";
}

/** What a verdict says under a tolerance that may be another one than when the script ran. */
function outcomeUnder(
  tolerance: Kit["handIn"]["tolerance"],
  { outcome, comparison }: NonNullable<HandIn["verdict"]>,
): RerunOutcome {
  if (comparison?.basis !== "rows" || (outcome !== "differs" && outcome !== "within-tolerance")) return outcome;
  const { rowsDiffering, scoreExpected, scoreRerun } = comparison;
  const moved = Math.abs((scoreExpected ?? 0) - (scoreRerun ?? 0));
  return rowsDiffering <= tolerance.rows && moved <= tolerance.score + 1e-12 ? "within-tolerance" : "differs";
}

/** Points by part; a part whose rules no longer have a rubric has no marks. */
function collectMarks(kit: Kit, marks: readonly Mark[]): Pick<GradeEvidence, "marks" | "extra"> {
  const found = marks.flatMap((mark) => {
    const part = kit.parts.find(({ id }) => id === mark.part);
    const rubric = part && rubricOf(part);
    return rubric && mark.state === "done" ? [[mark.part, markPoints(rubric, mark)] as const] : [];
  });
  return {
    marks: Object.fromEntries(found.map(([part, { points }]) => [part, fromHundredths(points)])),
    extra: Object.fromEntries(found.map(([part, { extra }]) => [part, fromHundredths(extra)])),
  };
}
