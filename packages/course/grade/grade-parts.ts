import type { Kit } from "@gradmark/contract";
import { beatsBenchmark, curveShare } from "./beats-benchmark.ts";
import type { GradeEvidence, SlotEvidence } from "./grade-evidence.ts";
import { add, fromHundredths, type Hundredths, shareOf, subtract, toHundredths } from "./hundredths.ts";

/** Points of one part: earned, still open, and how they came about. `points + open` never exceeds the weight. */
export interface PartPoints {
  points: Hundredths;
  open: Hundredths;
  why: string;
}

const none = toHundredths(0);

/** Section 1: each slot counts by its points, and only when the checker calls an answer to it correct. */
export function gradeGradients(weight: Hundredths, slots: readonly SlotEvidence[]): PartPoints {
  const whole = slots.reduce((sum, slot) => sum + slot.points, 0);
  const right = slots.filter((slot) => slot.verdict === "correct");
  const earned = right.reduce((sum, slot) => sum + slot.points, 0);
  const wrong = slots
    .filter((slot) => slot.verdict !== "correct")
    .map((slot) => `${slot.problem}/${slot.slot} (${slot.verdict ?? "no answer"})`);
  const why = `${right.length} of ${slots.length} derivatives are correct.`;
  return {
    points: whole > 0 ? shareOf(weight, earned, whole) : none,
    open: none,
    why: wrong.length === 0 ? why : `${why} Not: ${wrong.join(", ")}.`,
  };
}

/** The competition: everything for beating the benchmark, below it the kit's published curve. */
export function gradeCompetition(
  weight: Hundredths,
  kit: Kit,
  curve: readonly (readonly [number, number])[],
  { privateScore, benchmarkScore }: GradeEvidence,
): PartPoints {
  if (privateScore === null) return { points: none, open: none, why: "There is no scored entry." };
  if (benchmarkScore === null)
    return { points: none, open: weight, why: "The benchmark has no score yet; these points wait for it." };
  const [own, theirs] = [privateScore.toFixed(4), benchmarkScore.toFixed(4)];
  if (beatsBenchmark(kit, privateScore, benchmarkScore))
    return { points: weight, open: none, why: `Private score ${own} beats the benchmark's ${theirs}.` };
  const share = curveShare(kit, curve, privateScore);
  const relation = privateScore === benchmarkScore ? "equals the benchmark's and so does not beat it" : "does not beat";
  const compared = privateScore === benchmarkScore ? relation : `${relation} the benchmark's ${theirs}`;
  return {
    points: shareOf(weight, share, 1),
    open: none,
    why: `Private score ${own} ${compared}; the curve gives ${(100 * share).toFixed(1)} % of the points there.`,
  };
}

/** The report: a person's points, open until they are given. */
export function gradeReport(weight: Hundredths, report: "handed-in" | "missing", mark: number | null): PartPoints {
  if (mark !== null) return marked(weight, mark, "A person gave");
  if (report === "missing") return { points: none, open: none, why: "No report was handed in." };
  return { points: none, open: weight, why: "The report waits for a person to grade it." };
}

/** The result script: the rerun decides its share, a person who reads the code decides the rest. */
export function gradeScript(
  weight: Hundredths,
  rerunShare: number,
  rerun: GradeEvidence["rerun"],
  mark: number | null,
): PartPoints {
  const forRerun = shareOf(weight, rerunShare, 1);
  const forCode = subtract(weight, forRerun);
  if (rerun === "missing" && mark === null) return { points: none, open: none, why: "No result script was handed in." };
  const run = gradeRerun(forRerun, rerun);
  const code =
    mark !== null
      ? marked(forCode, mark, "For the code a person gave")
      : { points: none, open: forCode, why: forCode > 0 ? "The code waits for a person to read it." : "" };
  return {
    points: add(run.points, code.points),
    open: add(run.open, code.open),
    why: [run.why, code.why].filter(Boolean).join(" "),
  };
}

/** What our side failed at, or has nothing to compare with, costs a team nothing: it stays open. */
function gradeRerun(weight: Hundredths, rerun: GradeEvidence["rerun"]): PartPoints {
  const full = { points: weight, open: none };
  const zero = { points: none, open: none };
  const open = { points: none, open: weight };
  switch (rerun) {
    case "reproduced":
      return { ...full, why: "The rerun reproduced the final entry." };
    case "within-tolerance":
      return { ...full, why: "The rerun differs from the final entry within the kit's tolerance." };
    case "differs":
      return { ...zero, why: "The rerun differs from the final entry." };
    case "rejected":
      return { ...zero, why: "The result script did not run to a usable predictions file." };
    case "missing":
      return { ...zero, why: "No result script was handed in." };
    case "produced":
      return { ...open, why: "The script ran, and there is no final entry to compare with: a person decides." };
    case "faulted":
      return { ...open, why: "The rerun failed on our side and is repeated." };
    case "pending":
      return { ...open, why: "The rerun has not ended yet." };
  }
}

function marked(available: Hundredths, mark: number, who: string): PartPoints {
  const given = Math.min(available, Math.max(0, toHundredths(mark))) as Hundredths;
  return {
    points: given,
    open: none,
    why: `${who} ${fromHundredths(given)} of ${fromHundredths(available)} points.`,
  };
}
