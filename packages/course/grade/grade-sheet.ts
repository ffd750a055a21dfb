import type { Grade, GradeAdjustment, GradeLine, GradePart, GradeSheet, GradingRules, Kit } from "@gradmark/contract";
import { adjustLines } from "./adjust-lines.ts";
import { collectEvidence, type StoredTeam } from "./collect-evidence.ts";
import { computeGrade } from "./compute-grade.ts";
import type { GradeEvidence, ProblemSlots } from "./grade-evidence.ts";
import { kitUnder } from "./grading-rules.ts";
import { fromHundredths, type Hundredths, toHundredths } from "./hundredths.ts";
import { type Lateness, latenessOf } from "./late-share.ts";
import { partLines } from "./part-lines.ts";

/** A course's side of its grades: the same for every team. */
export interface GradingScheme {
  kit: Kit;
  problems: readonly ProblemSlots[];
  rules: GradingRules;
}

/**
 * The grade of a team and of each member whose points differ, opened into its arithmetic. A pure function of stored
 * rows, in whole hundredths: computed again it is the same to the cent, and every line is the sum of those below it.
 *
 * In this order: what the kit's rules give; lateness; adjustments of a part; adjustments of the total. Private scores
 * stand in it: for staff, and for teams after the reveal.
 */
export function gradeSheet({ kit, problems, rules }: GradingScheme, stored: StoredTeam): GradeSheet {
  const ruled = kitUnder(kit, rules);
  const found = collectEvidence(ruled, problems, stored);
  const evidence = { ...found, benchmarkScore: rules.benchmarkScore ?? found.benchmarkScore };
  const sources = {
    kit: ruled,
    evidence,
    stored,
    grade: computeGrade(ruled, evidence),
    lateness: lateness(rules, stored),
  };
  const ofTeam = stored.adjustments.filter(({ userId }) => userId === null);
  const own = stored.members.flatMap((userId) => {
    const personal = stored.adjustments.filter((one) => one.userId === userId);
    if (personal.length === 0) return [];
    const { points, total, line } = sum(sources, [...ofTeam, ...personal]);
    return [{ userId, points, total, line }];
  });
  return { ...sum(sources, ofTeam), members: own };
}

interface Sources {
  kit: Kit;
  evidence: GradeEvidence;
  stored: StoredTeam;
  grade: Grade;
  lateness: Lateness;
}

function lateness({ late }: GradingRules, { handIn, deadline }: StoredTeam): Lateness {
  return handIn ? latenessOf(late, deadline, handIn.submittedAt) : { days: 0, share: 0 };
}

function sum(sources: Sources, adjustments: readonly GradeAdjustment[]): Omit<GradeSheet, "members"> {
  const parts = sources.grade.parts.map((part) => sumPart(sources, part, adjustments));
  const sections = [...new Set(parts.map(({ part }) => part.section))].map((section) => {
    const lines = parts.filter(({ part }) => part.section === section).map(({ line }) => line);
    return { label: section, amount: total(lines), why: "", evidence: [], lines };
  });
  const adjusted = adjustLines(
    total(sections),
    adjustments.filter(({ part }) => part === null),
    "The whole grade does not go below 0.",
  );
  const lines = [...sections, ...adjusted.lines];
  const open = adjusted.isSet ? 0 : parts.reduce((left, { part }) => left + toHundredths(part.open), 0);
  const points = fromHundredths(total(lines));
  return {
    points,
    open: open / 100,
    total: open === 0 ? points : null,
    parts: parts.map(({ part }) => part),
    line: { label: "Grade", amount: total(lines), why: "", evidence: [], lines },
  };
}

function sumPart(
  { kit, evidence, stored, grade, lateness }: Sources,
  { id }: GradePart,
  adjustments: readonly GradeAdjustment[],
): { part: GradePart; line: GradeLine } {
  const part = kit.parts.find((one) => one.id === id);
  const computed = grade.parts.find((one) => one.id === id);
  if (!part || !computed) throw new Error(`The part ${id} is not among the rules.`);
  const { why } = computed;
  const earned = toHundredths(computed.points);
  const lines = partLines({ kit, part, evidence, stored, earned, why });
  const isHandIn = part.grading.rule === "rubric" || part.grading.rule === "reproduces-entry";
  const late = isHandIn ? lateLines(earned, lateness) : [];
  const own = adjustments.filter((one) => one.part === id);
  const adjusted = adjustLines(total([...lines, ...late]), own, "The points of a part do not go below 0.");
  const all = [...lines, ...late, ...adjusted.lines];
  const said = [why, ...[...late, ...adjusted.lines].map((one) => `${one.label}: ${one.amount / 100}.`)].join(" ");
  const open = adjusted.isSet ? 0 : computed.open;
  return {
    part: { ...computed, points: fromHundredths(total(all)), open, why: said },
    line: { label: part.title, amount: total(all), why: said, evidence: [], lines: all },
  };
}

function lateLines(earned: Hundredths, { days, share }: Lateness): GradeLine[] {
  const amount = -Math.round(earned * share);
  if (amount === 0) return [];
  const why = `Handed in on day ${days} after the deadline and the grace: ${100 * share} % of the part's points.`;
  return [{ label: "Late", amount, why, evidence: [], lines: [] }];
}

function total(lines: readonly GradeLine[]): Hundredths {
  return lines.reduce((left, { amount }) => left + amount, 0) as Hundredths;
}
