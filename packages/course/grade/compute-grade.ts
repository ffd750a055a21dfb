import type { Grade, GradePart, Kit, KitPart } from "@gradmark/contract";
import type { GradeEvidence } from "./grade-evidence.ts";
import { gradeCompetition, gradeGradients, gradeReport, gradeScript, type PartPoints } from "./grade-parts.ts";
import { add, fromHundredths, type Hundredths, toHundredths } from "./hundredths.ts";

/**
 * The grade of a team by its kit's rules: per part the points earned so far, those that are still open, and a
 * sentence that says how they came about. `total` is null while anything is open.
 *
 * The sentence of the competition part tells private scores: for staff, and for teams after the reveal.
 *
 * @throws when evidence contradicts the kit (a mark for a part that has none, a number that is none).
 */
export function computeGrade(kit: Kit, evidence: GradeEvidence): Grade {
  const stray = Object.keys(evidence.marks).find((id) => !kit.parts.some((part) => part.id === id && takesMark(part)));
  if (stray !== undefined) throw new Error(`points were given for the part "${stray}", which no person grades`);
  const parts = kit.parts.map((part) => ({
    part,
    result: withExtra(gradePart(kit, part, evidence), evidence, part.id),
  }));
  const points = parts.reduce((sum, { result }) => add(sum, result.points), toHundredths(0));
  const open = parts.reduce((sum, { result }) => add(sum, result.open), toHundredths(0));
  return {
    points: fromHundredths(points),
    open: fromHundredths(open),
    total: open === 0 ? fromHundredths(points) : null,
    parts: parts.map(({ part, result }) => describe(part, result)),
  };
}

function takesMark({ grading }: KitPart): boolean {
  return grading.rule === "rubric" || grading.rule === "reproduces-entry";
}

function gradePart(kit: Kit, part: KitPart, evidence: GradeEvidence): PartPoints {
  const weight: Hundredths = toHundredths(part.weight);
  const mark = evidence.marks[part.id] ?? null;
  switch (part.grading.rule) {
    case "gradients":
      return gradeGradients(weight, evidence.slots);
    case "beats-benchmark":
      return gradeCompetition(weight, kit, part.grading.curve, evidence);
    case "rubric":
      return gradeReport(weight, evidence.report, mark);
    case "reproduces-entry":
      return gradeScript(weight, part.grading.rerunShare, evidence.rerun, mark);
  }
}

/** Extra credit counts on top of what the part can bring. */
function withExtra(result: PartPoints, { extra }: GradeEvidence, part: string): PartPoints {
  const amount = toHundredths(extra?.[part] ?? 0);
  if (amount === 0) return result;
  const why = `${result.why} Extra credit: ${fromHundredths(amount)} points.`;
  return { ...result, points: add(result.points, amount), why };
}

function describe(part: KitPart, { points, open, why }: PartPoints): GradePart {
  return {
    id: part.id,
    section: part.section,
    title: part.title,
    weight: part.weight,
    points: fromHundredths(points),
    open: fromHundredths(open),
    why,
  };
}
